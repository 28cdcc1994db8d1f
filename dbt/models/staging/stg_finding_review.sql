with

source as (
    select * from {{ ref("finding_reviews") }}
),

renamed as (
    select
        -- Rows come in the order of the file, below its header.
        row_number() over () + 1 as line_no,
        finding_key,
        state,
        reviewer,
        date as reviewed_on,
        note
    from source
)

select * from renamed
