with

indicators as (
    {{ audited("fct_indicator") }}
),

thresholds as (
    {{ thresholds("weights_incomplete", ["full_score", "execution_points", "least_indicators"]) }}
),

-- A table of indicators: those whose weight the report states.
weighed as (
    select
        indicators.report_key,
        indicators.project_key,
        sum(indicators.weight) as weight_sum,
        count(indicators.weight) as weight_count,
        count(*) filter (where indicators.weight is null and indicators.target_operator is not null)
            as weightless_count,
        max(thresholds.full_score) as full_score,
        max(thresholds.execution_points) as execution_points,
        max(thresholds.least_indicators) as least_indicators,
        {{ joined(number_text("indicators.weight"), "＋", "indicators.value_start") }} as weights_text,
        min_by(indicators.evidence_key, indicators.value_start) filter (where indicators.weight is not null)
            as evidence_key,
        {{ gather("case when indicators.weight is not null then indicators.evidence_key end") }} as evidence_keys
    from indicators
    inner join thresholds on indicators.report_key = thresholds.report_key
    group by indicators.report_key, indicators.project_key
    having count(indicators.weight) > 0
),

checked as (
    select
        report_key,
        project_key,
        case
            when abs(weight_sum - full_score) < 0.005 * (weight_count + 1) then 'pass'
            when abs(weight_sum - full_score + execution_points) < 0.005 * (weight_count + 1) then 'pass'
            when weight_count < least_indicators or weightless_count > 0 then 'insufficient_data'
            else 'fail'
        end as verdict,
        {{ number_text("round(weight_sum, 4)") }} as stated_value,
        {{ number_text("full_score") }} as recomputed_value,
        {{ number_text("weight_count") }} || '项指标的分值合计' || weights_text || '＝'
        || {{ number_text("round(weight_sum, 4)") }} || '分，既不是' || {{ number_text("full_score") }}
        || '分，也不是扣除预算执行率' || {{ number_text("execution_points") }} || '分后的'
        || {{ number_text("full_score - execution_points") }} || '分。' as message,
        evidence_key,
        evidence_keys
    from weighed
)

{{ rule_check("weights_incomplete", "checked", ["project_key"]) }}
