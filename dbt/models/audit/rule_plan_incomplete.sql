with

plans as (
    {{ audited("fct_disbursement_plan") }}
),

stepped as (
    select
        *,
        lag(planned_percent) over (
            partition by report_key, project_key order by checkpoint_month, value_start
        ) as percent_before
    from plans
),

gathered as (
    select
        report_key,
        project_key,
        max(case when planned_percent < percent_before then 1 else 0 end) = 1 as falls,
        max_by(planned_percent, checkpoint_month) as last_percent,
        max_by(evidence_key, checkpoint_month) as evidence_key,
        {{ gather("evidence_key") }} as evidence_keys,
        {{ joined(number_text("planned_percent") ~ " || '%'", "、", "checkpoint_month, value_start") }} as stated_value
    from stepped
    group by report_key, project_key
),

checked as (
    select
        report_key,
        project_key,
        case when falls or last_percent < 100 then 'fail' else 'pass' end as verdict,
        stated_value,
        '100%' as recomputed_value,
        case
            when falls then '用款计划的累计支付比例前高后低：' || stated_value || '。'
            else '用款计划最后一个时点只支付到' || {{ number_text("last_percent") }} || '%，未达100%。'
        end as message,
        evidence_key,
        evidence_keys
    from gathered
)

{{ rule_check("plan_incomplete", "checked", ["project_key"]) }}
