with

source as (
    select * from {{ source("raw", "reading_warning") }}
),

renamed as (
    select
        document_sha256,
        char_start,
        char_end,
        kind,
        message
    from source
)

select * from renamed
