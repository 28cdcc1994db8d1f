{{ config(materialized="table") }}

{#- A stated rate beside what each formula of the seed ratio_formulas makes of the stated amounts: one row for each pair of
    operands. is_own: a formula of the rate's own name; is_close: both operands stand in its table row or sentence. -#}

with

ratios as (
    select * from {{ ref("int_comparable_ratio") }}
    where measure in ('execution_rate', 'funds_received_rate')
),

formulas as (
    select * from {{ ref("ratio_formulas") }}
),

operands as (
    select * from {{ ref("int_comparable_operand") }}
    where choices = 1
),

computed as (
    select
        ratios.fact_key as ratio_key,
        formulas.measure = ratios.measure as is_own,
        formulas.priority,
        formulas.title,
        formulas.numerator,
        formulas.denominator,
        ratios.quote,
        formulas.numerator_title,
        formulas.denominator_title,
        numerators.stated_text as numerator_text,
        denominators.stated_text as denominator_text,
        numerators.evidence_key as numerator_evidence_key,
        denominators.evidence_key as denominator_evidence_key,
        greatest(numerators.distance, denominators.distance) as distance,
        greatest(numerators.distance, denominators.distance) = 1
        or greatest(numerators.distance, denominators.distance) = 2 and numerators.subject = denominators.subject
            as is_close,
        100.0 * cast(numerators.value as double) / cast(denominators.value as double) as recomputed_percent,
        ratios.half_unit
        + 100.0 * numerators.half_unit / cast(denominators.value as double)
        + 100.0 * cast(numerators.value as double) * denominators.half_unit
        / (cast(denominators.value as double) * cast(denominators.value as double)) as tolerance,
        cast(ratios.ratio_percent as double) as stated_percent
    from ratios
    cross join formulas
    inner join operands as numerators
        on ratios.fact_key = numerators.ratio_key and formulas.numerator = numerators.measure
    inner join operands as denominators
        on
            ratios.fact_key = denominators.ratio_key
            and formulas.denominator = denominators.measure
            and numerators.scale = denominators.scale
    where denominators.value > 0
),

final as (
    select
        *,
        abs(recomputed_percent - stated_percent) <= tolerance + 1e-9 as fits,
        row_number() over (
            partition by ratio_key, is_own
            -- 执行率 is a rate of the budget, wherever that stands; 支出率 may be one of the money received.
            order by
                distance
                + case
                    when
                        denominator = 'funds_received' and {{ matches_pattern("quote", cues("execution_words")) }}
                        then 2
                    else 0
                end,
                priority
        ) as choice
    from computed
)

select * from final
