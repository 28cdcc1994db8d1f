with

source as (
    select * from {{ source("raw", "ratio") }}
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
        measure,
        fiscal_year,
        label
    from source
)

select * from renamed
