with

mentions as (
    select * from {{ ref("stg_staffing") }}
),

subjects as (
    select * from {{ ref("int_subject") }}
    where project_ordinal is null
),

final as (
    select
        {{ fact_key("staffing", "subjects.report_key", "mentions") }} as fact_key,
        subjects.report_key,
        subjects.department_key,
        mentions.measure,
        mentions.count_value,
        row_number() over (
            partition by
                subjects.report_key, mentions.measure, mentions.count_value,
                case when mentions.measure = 'other' then mentions.label end
            order by mentions.value_start, mentions.value_end
        ) = 1 as is_primary,
        mentions.label,
        mentions.value_start,
        mentions.value_end,
        {{ evidence_key("subjects.report_key", "mentions") }} as evidence_key
    from mentions
    inner join subjects on mentions.document_sha256 = subjects.document_sha256
)

select * from final
