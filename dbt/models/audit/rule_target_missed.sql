with

indicators as (
    {{ audited("fct_indicator") }}
),

checked as (
    select
        report_key,
        project_key,
        fact_key,
        case
            when attained is null then 'insufficient_data'
            when attained then 'pass'
            else 'fail'
        end as verdict,
        {{ number_text("actual_value") }} || coalesce(actual_unit, '') as stated_value,
        case when target_operator <> '=' then target_operator else '' end
        || {{ number_text("target_value") }}
        || coalesce('~' || {{ number_text("target_value_high") }}, '')
        || coalesce(target_unit, '') as recomputed_value,
        '指标“' || indicator_name || '”的实际完成值未达到所定目标值。' as message,
        evidence_key,
        {{ array_of(["evidence_key"]) }} as evidence_keys
    from indicators
    where target_value is not null and actual_value is not null
)

{{ rule_check("target_missed", "checked", ["fact_key"]) }}
