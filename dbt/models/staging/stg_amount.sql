with

source as (
    select * from {{ source("raw", "amount") }}
),

renamed as (
    select
        document_sha256,
        char_start,
        char_end,
        value_start,
        value_end,
        project_ordinal,
        number,
        unit,
        unit_basis,
        measure,
        category,
        fund_type,
        fund_level,
        fiscal_year,
        label,
        part_of_start
    from source
)

select * from renamed
