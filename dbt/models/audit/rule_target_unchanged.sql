with

history as (
    select * from {{ ref("int_indicator_history") }}
),

thresholds as (
    {{ thresholds("target_unchanged", ["least_years"]) }}
),

-- A share that shall be kept (合格率≥95%) may well stay the same.
targets as (
    select *
    from history
    where target_report_key is not null and unit_key not in ('%', '分')
),

compared as (
    select
        targets.target_report_key as report_key,
        targets.department_key,
        targets.base_project_name,
        targets.name_key,
        targets.unit_key,
        targets.fiscal_year,
        targets.target_evidence_key as evidence_key,
        max(targets.target_value) as target_value,
        max(thresholds.least_years) as least_years,
        count(formers.target_report_key) + 1 as years_known,
        max(case
            when
                targets.target_value is null
                or formers.target_value <> targets.target_value
                or formers.target_operator <> targets.target_operator
                then 1
            else 0
        end) = 1 as differs,
        {{ gather("formers.target_evidence_key") }} as related_evidence_keys
    from targets
    inner join thresholds on targets.target_report_key = thresholds.report_key
    inner join targets as formers
        on
            targets.department_key = formers.department_key
            and targets.base_project_name = formers.base_project_name
            and targets.name_key = formers.name_key
            and targets.unit_key = formers.unit_key
            and targets.fiscal_year > formers.fiscal_year
            and targets.fiscal_year - formers.fiscal_year < thresholds.least_years
    group by
        targets.target_report_key,
        targets.department_key,
        targets.base_project_name,
        targets.name_key,
        targets.unit_key,
        targets.fiscal_year,
        targets.target_evidence_key
),

checked as (
    select
        report_key,
        cast(null as {{ type_string() }}) as project_key,
        base_project_name || '/' || name_key || '/' || unit_key || '/' || cast(fiscal_year as {{ type_string() }})
            as subject_key,
        case
            when differs then 'pass'
            when years_known < least_years then 'insufficient_data'
            else 'fail'
        end as verdict,
        {{ number_text("target_value") }} || unit_key as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        '指标“' || name_key || '”的目标值' || {{ number_text("target_value") }} || unit_key || '连续'
        || {{ number_text("years_known") }} || '年没有变化。' as message,
        evidence_key,
        {{ array_of(["evidence_key"]) }} as evidence_keys,
        related_evidence_keys
    from compared
)

{{ rule_check("target_unchanged", "checked", ["subject_key"], related="related_evidence_keys") }}
