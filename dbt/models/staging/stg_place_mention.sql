with

source as (
    select * from {{ source("raw", "place_mention") }}
),

renamed as (
    select
        document_sha256,
        char_start,
        char_end,
        value_start,
        value_end,
        place_text,
        region_code,
        kind,
        candidates
    from source
)

select * from renamed
