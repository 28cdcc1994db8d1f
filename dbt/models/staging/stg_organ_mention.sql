with

source as (
    select * from {{ source("raw", "organ_mention") }}
),

renamed as (
    select
        document_sha256,
        char_start,
        char_end,
        value_start,
        value_end,
        organ_text,
        region_text,
        basis,
        rank
    from source
)

select * from renamed
