with

source as (
    select * from {{ ref("corrections") }}
),

renamed as (
    select
        -- Rows come in the order of the file, below its header.
        row_number() over () + 1 as line_no,
        report,
        fact_table,
        fact_key,
        field,
        original_value,
        corrected_value,
        reason,
        reviewer,
        corrected_on
    from source
)

select * from renamed
