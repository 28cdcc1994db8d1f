with

indicators as (
    {{ audited("fct_indicator") }}
),

required as (
    select * from {{ ref("required_indicator_classes") }}
),

thresholds as (
    {{ thresholds("indicator_class_missing", ["least_indicators"]) }}
),

-- Only a table that states its classes can lack one.
classed as (
    select
        indicators.report_key,
        indicators.project_key,
        count(indicators.level1) as classed_count,
        count(*) as indicator_count,
        max(thresholds.least_indicators) as least_indicators,
        min_by(indicators.evidence_key, indicators.value_start) filter (where indicators.level1 is not null)
            as evidence_key,
        {{ gather("indicators.level1") }} as levels
    from indicators
    inner join thresholds on indicators.report_key = thresholds.report_key
    where indicators.target_operator is not null
    group by indicators.report_key, indicators.project_key
    having count(indicators.level1) > 0
),

checked as (
    select
        classed.report_key,
        classed.project_key,
        required.level1,
        case
            when array_contains(classed.levels, required.level1) then 'pass'
            when classed.classed_count < classed.least_indicators or classed.classed_count < classed.indicator_count
                then 'insufficient_data'
            else 'fail'
        end as verdict,
        cast(null as {{ type_string() }}) as stated_value,
        required.title as recomputed_value,
        '所列' || {{ number_text("classed.classed_count") }} || '项绩效指标中没有' || required.title || '。' as message,
        classed.evidence_key,
        {{ array_of(["classed.evidence_key"]) }} as evidence_keys
    from classed
    cross join required
)

{{ rule_check("indicator_class_missing", "checked", ["project_key", "level1"]) }}
