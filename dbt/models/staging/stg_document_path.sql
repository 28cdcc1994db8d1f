with

source as (
    select * from {{ source("raw", "document_path") }}
),

renamed as (
    select
        path,
        document_sha256,
        version_no,
        status,
        is_current
    from source
)

select * from renamed
