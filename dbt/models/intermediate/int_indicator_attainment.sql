{#- Whether an actual attains its target; null where figures, units or direction leave it open. -#}

with

stated as (
    select * from {{ ref("int_indicator") }}
),

-- A reviewer's target and actual decide as the report's do.
indicators as (
    {{ corrected("fct_indicator", "stated", without=["attained"]) }}
),

units as (
    select * from {{ ref("units") }}
    where kind = 'money'
),

paired as (
    select
        indicators.fact_key,
        indicators.target_operator,
        cast(indicators.target_value as double) as target_value,
        cast(indicators.target_value_high as double) as target_value_high,
        cast(indicators.actual_value as double) as actual_value,
        {{ fold_text("indicators.target_unit") }} as target_unit,
        {{ fold_text("indicators.actual_unit") }} as actual_unit,
        cast(target_units.factor as double) / cast(actual_units.factor as double) as units_ratio,
        -- 300余 says that the figure is passed.
        coalesce(indicators.actual_operator, '=') = '>' as is_floor,
        coalesce(indicators.level2_inferred = 'cost', false) or {{ lower_is_better("indicators.indicator_name") }}
            as lower_is_better
    from indicators
    left join units as target_units on indicators.target_unit = target_units.unit
    left join units as actual_units on indicators.actual_unit = actual_units.unit
    where indicators.target_value is not null and indicators.actual_value is not null
),

-- Money compares whatever its unit, anything else in one unit; a unit that is left out is the other's.
comparable as (
    select
        *,
        target_value * coalesce(units_ratio, 1) as target,
        target_value_high * coalesce(units_ratio, 1) as target_high,
        actual_value as actual
    from paired
    where units_ratio is not null or target_unit is null or actual_unit is null or target_unit = actual_unit
),

final as (
    select
        fact_key,
        case
            when target_operator = '>='
                then case when actual >= target then true when not is_floor then false end
            when target_operator = '>'
                then case
                        when actual > target or is_floor and actual = target then true when not is_floor then false
                    end
            when target_operator = '<='
                then case when is_floor and actual >= target then false when not is_floor then actual <= target end
            when target_operator = '<'
                then case when actual >= target then false when not is_floor then true end
            when target_operator = 'between'
                then case when not is_floor then actual between target and target_high end
            when target_operator = '='
                then case
                        when actual = target and not is_floor then true
                        when actual >= target then not lower_is_better
                        when not is_floor then lower_is_better
                    end
        end as attained
    from comparable
)

select * from final
