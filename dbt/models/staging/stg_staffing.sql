with

source as (
    select * from {{ source("raw", "staffing") }}
),

renamed as (
    select
        document_sha256,
        char_start,
        char_end,
        value_start,
        value_end,
        measure,
        count_value,
        label
    from source
)

select * from renamed
