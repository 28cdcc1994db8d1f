with

indicators as (
    {{ audited("fct_indicator") }}
),

thresholds as (
    {{ thresholds("target_far_exceeded", ["most_percent"]) }}
),

-- Targets of which more is better, with what was reached.
reached as (
    select
        indicators.*,
        thresholds.most_percent,
        coalesce(indicators.target_unit, indicators.actual_unit, '')
        = coalesce(indicators.actual_unit, indicators.target_unit, '') as is_one_unit,
        100 * indicators.actual_value / indicators.target_value as reached_percent
    from indicators
    inner join thresholds on indicators.report_key = thresholds.report_key
    where
        indicators.target_operator in ('>=', '>', '=')
        and indicators.target_value > 0
        and indicators.actual_value is not null
        and coalesce(indicators.level2_inferred, '') <> 'cost'
        and not {{ lower_is_better("indicators.indicator_name") }}
),

checked as (
    select
        report_key,
        project_key,
        fact_key,
        case
            when not is_one_unit then 'insufficient_data'
            when reached_percent > most_percent then 'fail'
            else 'pass'
        end as verdict,
        {{ number_text("actual_value") }} || coalesce(actual_unit, '') as stated_value,
        {{ number_text("target_value") }} || coalesce(target_unit, '') as recomputed_value,
        '指标“' || indicator_name || '”的实际完成值' || {{ number_text("actual_value") }} || coalesce(actual_unit, '')
        || '÷目标值' || {{ number_text("target_value") }} || coalesce(target_unit, '') || '＝'
        || {{ percent_text("reached_percent") }} || '，超过' || {{ number_text("most_percent") }}
        || '%，目标值可能定得偏低。' as message,
        evidence_key,
        {{ array_of(["evidence_key"]) }} as evidence_keys
    from reached
)

{{ rule_check("target_far_exceeded", "checked", ["fact_key"]) }}
