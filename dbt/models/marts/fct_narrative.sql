with

mentions as (
    select * from {{ ref("stg_narrative") }}
),

subjects as (
    select * from {{ ref("int_subject") }}
),

keyed as (
    select
        {{ fact_key("narrative", "subjects.report_key", "mentions", ["mentions.kind"]) }} as fact_key,
        subjects.report_key,
        subjects.department_key,
        subjects.project_key,
        mentions.kind,
        mentions.ordinal,
        mentions.text,
        mentions.signature,
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
    {{ corrected("fct_narrative", "keyed") }}
)

select * from final
