with

mentions as (
    select * from {{ ref("stg_disbursement_plan") }}
),

subjects as (
    select * from {{ ref("int_subject") }}
),

keyed as (
    select
        {{ fact_key("disbursement_plan", "subjects.report_key", "mentions", ["mentions.checkpoint_month"]) }}
            as fact_key,
        subjects.report_key,
        subjects.department_key,
        subjects.project_key,
        mentions.checkpoint_month,
        try_cast(mentions.number as decimal(12, 4)) as planned_percent,
        mentions.value_start,
        mentions.value_end,
        {{ evidence_key("subjects.report_key", "mentions") }} as evidence_key
    from mentions
    inner join subjects
        on
            mentions.document_sha256 = subjects.document_sha256
            and mentions.project_ordinal is not distinct from subjects.project_ordinal
),

final as (
    {{ corrected("fct_disbursement_plan", "keyed") }}
)

select * from final
