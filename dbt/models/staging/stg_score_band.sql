with

source as (
    select * from {{ source("raw", "score_band") }}
),

renamed as (
    select
        document_sha256,
        char_start,
        char_end,
        value_start,
        value_end,
        band_low,
        band_high,
        grade,
        project_count
    from source
)

select * from renamed
