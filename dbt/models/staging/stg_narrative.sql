with

source as (
    select * from {{ source("raw", "narrative") }}
),

renamed as (
    select
        document_sha256,
        char_start,
        char_end,
        value_start,
        value_end,
        project_ordinal,
        kind,
        ordinal,
        text,
        signature
    from source
)

select * from renamed
