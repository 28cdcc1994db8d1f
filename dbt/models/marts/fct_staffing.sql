with

mentions as (
    select * from {{ ref("stg_staffing") }}
),

subjects as (
    select * from {{ ref("int_subject") }}
    where project_ordinal is null
),

located as (
    select
        {{ fact_key("staffing", "subjects.report_key", "mentions") }} as fact_key,
        subjects.report_key,
        subjects.department_key,
        mentions.measure,
        mentions.count_value,
        mentions.label,
        mentions.value_start,
        mentions.value_end,
        mentions.char_start,
        mentions.char_end
    from mentions
    inner join subjects on mentions.document_sha256 = subjects.document_sha256
),

corrected as (
    {{ corrected("fct_staffing", "located") }}
),

final as (
    select
        fact_key,
        report_key,
        department_key,
        measure,
        count_value,
        row_number() over (
            partition by report_key, measure, count_value, case when measure = 'other' then label end
            order by value_start, value_end
        ) = 1 as is_primary,
        label,
        values_as_read,
        value_start,
        value_end,
        {{ evidence_key("report_key", "corrected") }} as evidence_key
    from corrected
)

select * from final
