with

source as (
    select * from {{ source("raw", "header_mention") }}
),

renamed as (
    select
        document_sha256,
        char_start,
        char_end,
        value_start,
        value_end,
        field,
        value,
        basis,
        rank
    from source
)

select * from renamed
