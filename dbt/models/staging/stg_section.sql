with

source as (
    select * from {{ source("raw", "section") }}
),

renamed as (
    select
        document_sha256,
        char_start,
        char_end,
        section_no,
        parent_no,
        level,
        number_text,
        title,
        heading_start,
        heading_end,
        role
    from source
)

select * from renamed
