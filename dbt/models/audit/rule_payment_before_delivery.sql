with

plans as (
    {{ audited("fct_disbursement_plan") }}
),

indicators as (
    {{ audited("fct_indicator") }}
),

reports as (
    {{ audited("dim_report") }}
),

-- The month in which the whole is paid; a plan that never pays the whole is cited by its end.
paid as (
    select
        plans.report_key,
        plans.project_key,
        max(reports.fiscal_year) as fiscal_year,
        min(plans.checkpoint_month) filter (where plans.planned_percent >= 100) as paid_month,
        coalesce(
            min_by(plans.evidence_key, plans.checkpoint_month) filter (where plans.planned_percent >= 100),
            max_by(plans.evidence_key, plans.checkpoint_month)
        ) as evidence_key
    from plans
    inner join reports on plans.report_key = reports.report_key
    group by plans.report_key, plans.project_key
),

-- When the work is due: 12月底之前, 2021年10月底前. A target in words alone (按时完成) says no month.
due as (
    select
        report_key,
        project_key,
        target_text,
        evidence_key,
        cast(nullif({{ first_match("target_text", "((?:19|20)[0-9]{2})年") }}, '') as integer) as due_year,
        cast(nullif({{ first_match("target_text", "([0-9]{1,2})月") }}, '') as integer) as due_month
    from indicators
    where level2_inferred = 'timeliness' and target_operator = 'qualitative'
),

latest as (
    select
        paid.report_key,
        paid.project_key,
        max(due.due_month) as due_month,
        max_by(due.target_text, due.due_month) as target_text,
        max_by(due.evidence_key, due.due_month) as evidence_key
    from paid
    inner join due
        on
            paid.report_key = due.report_key
            and paid.project_key is not distinct from due.project_key
            and coalesce(due.due_year, paid.fiscal_year) = paid.fiscal_year
    where due.due_month between 1 and 12
    group by paid.report_key, paid.project_key
),

checked as (
    select
        paid.report_key,
        paid.project_key,
        case
            when paid.paid_month is null or latest.due_month is null then 'insufficient_data'
            when paid.paid_month < latest.due_month then 'fail'
            else 'pass'
        end as verdict,
        cast(paid.paid_month as {{ type_string() }}) || '月底100%' as stated_value,
        latest.target_text as recomputed_value,
        '用款计划到' || cast(paid.paid_month as {{ type_string() }}) || '月底付至100%，而完成时间为“'
        || latest.target_text || '”。' as message,
        coalesce(paid.evidence_key, latest.evidence_key) as evidence_key,
        {{ without_nulls(array_of(["paid.evidence_key", "latest.evidence_key"])) }} as evidence_keys
    from paid
    left join latest
        on paid.report_key = latest.report_key and paid.project_key is not distinct from latest.project_key
)

{{ rule_check("payment_before_delivery", "checked", ["project_key"]) }}
