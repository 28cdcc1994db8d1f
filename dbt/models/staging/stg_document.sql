with

source as (
    select * from {{ source("raw", "document") }}
),

renamed as (
    select
        document_sha256,
        text,
        encoding,
        format,
        byte_count,
        char_count,
        line_count,
        extraction_version
    from source
)

select * from renamed
