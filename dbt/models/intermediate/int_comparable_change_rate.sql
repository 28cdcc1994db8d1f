{{ config(materialized="table") }}

{#- Rates of change beside what the stated amounts give: change ÷ (this year − change), or, where no change in money stands
    beside the rate, (this year − year before) ÷ year before. One row a rate; verdict as rules give it. -#}

with

operands as (
    select * from {{ ref("int_comparable_change") }}
    where kind = 'rate'
),

ratios as (
    select
        *,
        count(*) over (partition by evidence_key) > 1 as is_in_row
    from {{ ref("int_comparable_ratio") }}
    where measure = 'change_rate'
),

amounts as (
    select * from {{ ref("int_comparable_amount") }}
),

-- A change in money that the two years' amounts contradict is no base for a rate: the rate may be right where it is wrong.
-- One in the wrong direction is, with its rate, one contradiction: the rate is held against the years as the change is told.
contradicted as (
    select
        *,
        recomputed_change * stated_change < 0 as is_turned
    from {{ ref("int_comparable_change_amount") }}
    where
        is_yearly
        and (
            recomputed_change * stated_change < 0
            or abs(cast(recomputed_change - stated_change as double)) > tolerance + 1e-6
        )
),

by_change as (
    select
        operands.fact_key as ratio_key,
        operands.place,
        operands.nearness,
        cast(changes.value as double) as change,
        cast(levels.value as double) as current_value,
        cast(levels.value - changes.value as double) as base,
        changes.half_unit as change_half,
        levels.half_unit + changes.half_unit as base_half,
        changes.stated_text || '÷（' || levels.stated_text || '−'
        || case when changes.value < 0 then '（' || changes.stated_text || '）' else changes.stated_text end || '）'
            as formula,
        levels.stated_text as current_text,
        {{ array_of(["changes.evidence_key", "levels.evidence_key"]) }} as places
    from operands
    inner join amounts as changes on operands.change_key = changes.fact_key
    inner join amounts as levels on operands.level_key = levels.fact_key and changes.scale = levels.scale
    left join contradicted on changes.fact_key = contradicted.fact_key
    where operands.years_after = 0 and contradicted.fact_key is null
),

by_contradicted as (
    select
        operands.fact_key as ratio_key,
        operands.place,
        operands.nearness,
        cast(case when contradicted.is_turned then -1 else 1 end * contradicted.recomputed_change as double) as change,
        cast(levels.value as double) as current_value,
        cast(levels.value - contradicted.recomputed_change as double) as base,
        contradicted.tolerance as change_half,
        contradicted.tolerance as base_half,
        case
            when contradicted.is_turned
                then '（' || contradicted.former_text || '−' || levels.stated_text || '）÷'
            else '（' || contradicted.formula || '）÷'
        end || contradicted.former_text as formula,
        levels.stated_text as current_text,
        {{ array_of(["levels.evidence_key", "contradicted.former_evidence_key"]) }} as places
    from operands
    inner join contradicted
        on operands.change_key = contradicted.fact_key and operands.level_key = contradicted.current_key
    inner join amounts as levels on operands.level_key = levels.fact_key
    where operands.years_after = 0
),

by_years as (
    select
        currents.fact_key as ratio_key,
        currents.place,
        1 as nearness,
        cast(levels.value - formers.value as double) as change,
        cast(levels.value as double) as current_value,
        cast(formers.value as double) as base,
        levels.half_unit + formers.half_unit as change_half,
        formers.half_unit as base_half,
        '（' || levels.stated_text || '−' || formers.stated_text || '）÷' || formers.stated_text as formula,
        levels.stated_text as current_text,
        {{ array_of(["levels.evidence_key", "formers.evidence_key"]) }} as places
    from operands as currents
    inner join ratios on currents.fact_key = ratios.fact_key
    inner join operands as befores on currents.fact_key = befores.fact_key and befores.years_after = -1
    inner join amounts as levels on currents.level_key = levels.fact_key
    inner join amounts as formers
        on
            befores.level_key = formers.fact_key
            and levels.scale = formers.scale
            and levels.category = formers.category
    where
        currents.years_after = 0
        and currents.place = 'sentence'
        and currents.change_key is null
        and currents.nearness = 1
        and befores.nearness = 1
        -- A row of rates, one a column: which column's years one of them is about stands in no sentence.
        and not ratios.is_in_row
),

computed as (
    select * from by_change
    union all
    select * from by_contradicted
    union all
    select * from by_years
),

compared as (
    select
        computed.*,
        cast(ratios.ratio_percent as double) as stated_percent,
        100 * computed.change / computed.base as recomputed_percent,
        ratios.half_unit
        + 100 * (computed.change_half + abs(computed.change / computed.base) * computed.base_half) / computed.base
            as tolerance,
        abs(100 * computed.change / computed.current_value - cast(ratios.ratio_percent as double))
        <= ratios.half_unit + 1e-9 as fits_this_year
    from computed
    inner join ratios on computed.ratio_key = ratios.fact_key
    where computed.base > 0 and computed.current_value > 0
),

judged as (
    select
        ratio_key,
        max(case when abs(recomputed_percent - stated_percent) <= tolerance + 1e-9 then 1 else 0 end) = 1 as is_fitting,
        count(distinct current_value) as choices,
        min_by(change * stated_percent < 0, nearness) as is_contradicted,
        min_by(place, nearness) as place,
        min_by(fits_this_year, nearness) as fits_this_year,
        min_by(recomputed_percent, nearness) as recomputed_percent,
        min_by(formula, nearness) as formula,
        min_by(current_text, nearness) as current_text,
        min_by(places, nearness) as places
    from compared
    group by ratio_key
),

final as (
    select
        ratios.report_key,
        ratios.project_key,
        ratios.fact_key as ratio_key,
        ratios.ratio_percent,
        ratios.evidence_key,
        coalesce(judged.is_contradicted, false) as is_contradicted,
        case
            when judged.ratio_key is null then 'insufficient_data'
            when judged.is_fitting then 'pass'
            when judged.fits_this_year then 'fail'
            when judged.place = 'sentence' and judged.choices = 1 then 'fail'
            else 'insufficient_data'
        end as verdict,
        coalesce(judged.fits_this_year and not judged.is_fitting, false) as fits_this_year,
        judged.recomputed_percent,
        judged.formula,
        judged.current_text,
        {{ array_append(array_of(["ratios.evidence_key"]), "judged.places") }} as places
    from ratios
    left join judged on ratios.fact_key = judged.ratio_key
)

select * from final
