with

indicators as (
    {{ audited("fct_indicator") }}
),

reports as (
    {{ audited("dim_report") }}
),

thresholds as (
    {{ thresholds("targets_without_actuals", ["least_targets"]) }}
),

targets as (
    select * from indicators
    where target_value is not null
),

-- An actual that stands apart from its target, under the same name.
told_apart as (
    select distinct targets.report_key
    from targets
    inner join indicators
        on
            targets.report_key = indicators.report_key
            and indicators.actual_value is not null
            and indicators.target_operator is null
            and targets.project_key is not distinct from indicators.project_key
            and coalesce(targets.target_unit, '') = coalesce(indicators.actual_unit, '')
            and (
                position(targets.indicator_name in indicators.indicator_name) > 0
                or position(indicators.indicator_name in targets.indicator_name) > 0
            )
),

counted as (
    select
        report_key,
        count(*) as target_count,
        count(actual_value) as actual_count,
        min_by(evidence_key, value_start) as evidence_key,
        {{ gather("evidence_key") }} as evidence_keys
    from targets
    group by report_key
),

checked as (
    select
        counted.report_key,
        cast(null as {{ type_string() }}) as project_key,
        case
            when counted.actual_count > 0 or told_apart.report_key is not null then 'pass'
            when counted.target_count < thresholds.least_targets then 'insufficient_data'
            else 'fail'
        end as verdict,
        cast(counted.target_count as {{ type_string() }}) as stated_value,
        cast(counted.actual_count as {{ type_string() }}) as recomputed_value,
        cast(counted.target_count as {{ type_string() }}) || '个量化目标中，写明实际完成值的有'
        || cast(counted.actual_count as {{ type_string() }}) || '个。' as message,
        counted.evidence_key,
        counted.evidence_keys
    from counted
    inner join reports on counted.report_key = reports.report_key
    inner join thresholds on counted.report_key = thresholds.report_key
    left join told_apart on counted.report_key = told_apart.report_key
    where reports.report_type in ('department_self_evaluation', 'project_self_evaluation')
)

{{ rule_check("targets_without_actuals", "checked", []) }}
