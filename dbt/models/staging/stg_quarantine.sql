with

source as (
    select * from {{ source("raw", "quarantine") }}
),

renamed as (
    select
        path,
        document_sha256,
        stage,
        reason,
        is_open
    from source
)

select * from renamed
