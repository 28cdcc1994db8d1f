with

history as (
    select * from {{ ref("int_indicator_history") }}
),

thresholds as (
    {{ thresholds("target_below_prior_actual", ["least_percent"]) }}
),

-- More is better here: nothing that shall be low, and no upper bound.
targets as (
    select history.*
    from history
    where
        history.target_operator in ('>=', '>', '=')
        and history.target_value > 0
        and not {{ lower_is_better("history.name_key") }}
),

compared as (
    select
        targets.*,
        formers.actual_value as former_value,
        formers.actual_evidence_key as former_evidence_key,
        thresholds.least_percent
    from targets
    inner join history as formers
        on
            targets.department_key = formers.department_key
            and targets.base_project_name = formers.base_project_name
            and targets.name_key = formers.name_key
            and targets.unit_key = formers.unit_key
            and targets.fiscal_year - 1 = formers.fiscal_year
    inner join thresholds on targets.target_report_key = thresholds.report_key
),

checked as (
    select
        target_report_key as report_key,
        cast(null as {{ type_string() }}) as project_key,
        base_project_name || '/' || name_key || '/' || unit_key || '/' || cast(fiscal_year as {{ type_string() }})
            as subject_key,
        case
            when former_value is null then 'insufficient_data'
            when target_value < former_value * least_percent / 100 then 'fail'
            else 'pass'
        end as verdict,
        {{ number_text("target_value") }} || unit_key as stated_value,
        {{ number_text("former_value") }} || unit_key as recomputed_value,
        '指标“' || name_key || '”的目标值' || {{ number_text("target_value") }} || unit_key || '低于上年实际完成值'
        || {{ number_text("former_value") }} || unit_key || '的' || {{ number_text("least_percent") }} || '%（'
        || {{ number_text("former_value * least_percent / 100") }} || unit_key || '）。' as message,
        target_evidence_key as evidence_key,
        {{ array_of(["target_evidence_key"]) }} as evidence_keys,
        {{ without_nulls(array_of(["former_evidence_key"])) }} as former_evidence_keys,
        former_evidence_key is not null as has_former
    from compared
),

final as (
    select
        *,
        case when has_former then former_evidence_keys end as related_evidence_keys
    from checked
)

{{ rule_check("target_below_prior_actual", "final", ["subject_key"], related="related_evidence_keys") }}
