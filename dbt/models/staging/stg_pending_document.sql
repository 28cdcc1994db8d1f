with

source as (
    select * from {{ source("raw", "pending_document") }}
),

renamed as (
    select document_sha256
    from source
)

select * from renamed
