with

source as (
    select * from {{ source("raw", "indicator") }}
),

renamed as (
    select
        document_sha256,
        char_start,
        char_end,
        value_start,
        value_end,
        project_ordinal,
        fiscal_year,
        level1,
        level2,
        indicator_name,
        description,
        target_operator,
        target_value,
        target_value_high,
        target_unit,
        target_text,
        actual_operator,
        actual_value,
        actual_unit,
        actual_text,
        weight,
        score,
        basis
    from source
)

select * from renamed
