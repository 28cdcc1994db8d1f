{{ config(materialized="table") }}

{#- The amounts that may be operands of a stated percentage: those of its table row; else those between the start of its
    window and the percentage; else, for the same subject, year and category, the one that the report states elsewhere. The
    nearest place that has an amount of a measure decides; two amounts there (choices) leave the operand open. -#}

with

ratios as (
    select * from {{ ref("int_comparable_ratio") }}
),

amounts as (
    select * from {{ ref("int_comparable_amount") }}
),

-- A table row gives its cells one evidence.
placed as (
    select
        *,
        count(*) over (partition by evidence_key) > 1 as is_cell
    from amounts
),

paired as (
    select
        ratios.fact_key as ratio_key,
        amounts.*,
        case
            when amounts.evidence_key = ratios.evidence_key then 1
            when
                amounts.value_start >= ratios.window_start and amounts.value_start < ratios.value_start
                and not amounts.is_cell
                then 2
            else 3
        end as distance
    from ratios
    inner join placed as amounts
        on
            ratios.report_key = amounts.report_key
            and ratios.project_key is not distinct from amounts.project_key
            and ratios.fiscal_year is not distinct from amounts.fiscal_year
),

-- What the percentage is about: the class of the amount before it.
subjects as (
    select
        ratio_key,
        max_by(category, value_start) as category
    from paired
    where distance = 2
    group by ratio_key
),

admitted as (
    select paired.*
    from paired
    left join subjects on paired.ratio_key = subjects.ratio_key
    where
        paired.measure in ('expenditure', 'budget_adjusted', 'budget_initial', 'funds_received')
        and (
            paired.distance < 3
            or paired.is_primary
            and paired.fund_type = 'all'
            and paired.fund_level = 'all'
            and paired.category = coalesce(subjects.category, 'total')
            and paired.category in ('total', 'project')
        )
),

ranked as (
    select
        *,
        min(distance) over (partition by ratio_key, measure) as least_distance
    from admitted
),

final as (
    select
        ratio_key,
        measure,
        distance,
        max(scale) as scale,
        max(value) as value,
        max(half_unit) as half_unit,
        max(stated_text) as stated_text,
        max(evidence_key) as evidence_key,
        max(category || '/' || fund_type || '/' || fund_level) as subject,
        count(distinct value) as choices
    from ranked
    where distance = least_distance
    group by ratio_key, measure, distance
)

select * from final
