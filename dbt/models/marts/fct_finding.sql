{{ config(meta={"holds": "rules"}) }}

with

checks as (
    select * from {{ ref("rule_check") }}
    where verdict = 'fail'
),

rules as (
    select * from {{ ref("dim_rule") }}
),

reports as (
    select * from {{ ref("dim_report") }}
),

reviews as (
    select * from {{ ref("stg_finding_review") }}
),

final as (
    select
        checks.check_key as finding_key,
        checks.report_key,
        reports.department_key,
        checks.project_key,
        checks.rule_id,
        rules.severity,
        checks.stated_value,
        checks.recomputed_value,
        checks.message,
        checks.evidence_key,
        checks.evidence_keys,
        checks.related_evidence_keys,
        coalesce(reviews.state, 'open') as state,
        reviews.reviewer,
        try_cast(reviews.reviewed_on as date) as reviewed_on,
        reviews.note as review_note
    from checks
    inner join rules on checks.rule_id = rules.rule_id
    inner join reports on checks.report_key = reports.report_key
    left join reviews on checks.check_key = reviews.finding_key
)

select * from final
