with

source as (
    select * from {{ source("raw", "disbursement_plan") }}
),

renamed as (
    select
        document_sha256,
        char_start,
        char_end,
        value_start,
        value_end,
        project_ordinal,
        checkpoint_month,
        number
    from source
)

select * from renamed
