with

source as (
    select * from {{ source("raw", "project_mention") }}
),

renamed as (
    select
        document_sha256,
        char_start,
        char_end,
        value_start,
        value_end,
        ordinal as project_ordinal,
        project_name,
        document_number,
        basis
    from source
)

select * from renamed
