with

indicators as (
    select * from {{ ref("int_indicator") }}
),

attainment as (
    select * from {{ ref("int_indicator_attainment") }}
),

keyed as (
    select
        indicators.fact_key,
        indicators.report_key,
        indicators.department_key,
        indicators.project_key,
        indicators.fact_year as fiscal_year,
        indicators.level1,
        indicators.level2,
        indicators.level1_inferred,
        indicators.level2_inferred,
        indicators.level_basis,
        indicators.indicator_name,
        indicators.description,
        indicators.target_operator,
        cast(indicators.target_value as double) as target_value,
        cast(indicators.target_value_high as double) as target_value_high,
        indicators.target_unit,
        indicators.target_text,
        indicators.actual_operator,
        cast(indicators.actual_value as double) as actual_value,
        indicators.actual_unit,
        indicators.actual_text,
        cast(indicators.weight as double) as weight,
        cast(indicators.score as double) as score,
        indicators.basis,
        attainment.attained,
        indicators.value_start,
        indicators.value_end,
        {{ evidence_key("indicators.report_key", "indicators") }} as evidence_key
    from indicators
    left join attainment on indicators.fact_key = attainment.fact_key
),

final as (
    {{ corrected("fct_indicator", "keyed") }}
)

select * from final
