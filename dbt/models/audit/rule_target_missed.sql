with

indicators as (
    {{ audited("fct_indicator") }}
),

figures as (
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
        indicator_name,
        evidence_key
    from indicators
    where target_value is not null and actual_value is not null
),

-- A term is met where the month, or the day where both name one, is not later than the one set.
terms as (
    select
        *,
        {{ month_of("target_text") }} as target_month,
        {{ month_of("actual_text") }} as actual_month,
        {{ day_of("target_text") }} as target_day,
        {{ day_of("actual_text") }} as actual_day
    from indicators
    where target_operator = 'qualitative' and actual_value is null and {{ month_of("target_text") }} is not null
),

dated as (
    select
        report_key,
        project_key,
        fact_key,
        case
            when actual_month is null then 'insufficient_data'
            when actual_month > target_month then 'fail'
            when coalesce(actual_day > target_day, false) then 'fail'
            else 'pass'
        end as verdict,
        actual_text as stated_value,
        target_text as recomputed_value,
        indicator_name,
        evidence_key
    from terms
    where actual_text is not null
),

compared as (
    select * from figures
    union all
    select * from dated
),

checked as (
    select
        *,
        '指标“' || indicator_name || '”的实际完成值' || stated_value || '未达到所定目标值' || recomputed_value || '。' as message,
        {{ array_of(["evidence_key"]) }} as evidence_keys
    from compared
)

{{ rule_check("target_missed", "checked", ["fact_key"]) }}
