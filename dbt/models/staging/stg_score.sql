with

source as (
    select * from {{ source("raw", "score") }}
),

renamed as (
    select
        document_sha256,
        char_start,
        char_end,
        value_start,
        value_end,
        project_ordinal,
        scope,
        score,
        score_operator,
        grade
    from source
)

select * from renamed
