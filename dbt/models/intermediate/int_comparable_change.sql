{{ config(materialized="table") }}

{#- Stated changes against the year before, amounts (比上年增加10万元) and rates (增长5%), each with the amounts of this year
    and of the year before that may be its operands. place `sentence`: before it in its own sentence; `report`: elsewhere,
    where exactly one amount has its class. -#}

with

amounts as (
    select * from {{ ref("int_comparable_amount") }}
),

ratios as (
    select * from {{ ref("int_comparable_ratio") }}
    where measure = 'change_rate'
),

levels as (
    select * from amounts
    where measure not in ('change', 'unit_standard', 'other') or measure = 'other' and category <> 'total'
),

-- The change in money that a rate belongs to: the last one before it in its window.
rate_changes as (
    select
        ratios.fact_key,
        max_by(amounts.fact_key, amounts.value_start) as change_key
    from ratios
    inner join amounts
        on
            ratios.report_key = amounts.report_key
            and ratios.project_key is not distinct from amounts.project_key
            and amounts.measure = 'change'
            and ratios.window_start <= amounts.value_start
            and ratios.value_start > amounts.value_start
    group by ratios.fact_key
),

changes as (
    select
        fact_key,
        report_key,
        project_key,
        fiscal_year,
        cast(null as {{ type_string() }}) as change_key,
        category,
        fund_type,
        fund_level,
        label,
        quote,
        evidence_key,
        value_start,
        sentence_start,
        'amount' as kind
    from amounts
    where measure = 'change'

    union all

    select
        ratios.fact_key,
        ratios.report_key,
        ratios.project_key,
        ratios.fiscal_year,
        rate_changes.change_key,
        change_amounts.category,
        change_amounts.fund_type,
        change_amounts.fund_level,
        coalesce(change_amounts.label, ratios.label) as label,
        ratios.quote,
        ratios.evidence_key,
        ratios.value_start,
        ratios.sentence_start,
        'rate' as kind
    from ratios
    left join rate_changes on ratios.fact_key = rate_changes.fact_key
    left join amounts as change_amounts on rate_changes.change_key = change_amounts.fact_key
),

-- The amounts before a change: those of its own table row, where it stands in one; else those of its sentence.
before as (
    select
        changes.fact_key,
        levels.fact_key as level_key,
        levels.fiscal_year,
        levels.value_start,
        levels.fiscal_year - changes.fiscal_year as years_after
    from changes
    inner join levels
        on
            changes.report_key = levels.report_key
            and changes.project_key is not distinct from levels.project_key
            and changes.sentence_start <= levels.value_start
            and changes.value_start > levels.value_start
            and levels.fiscal_year in (changes.fiscal_year, changes.fiscal_year - 1)
    qualify
        levels.evidence_key = changes.evidence_key
        or not max(levels.evidence_key = changes.evidence_key) over (partition by changes.fact_key)
),

beside as (
    select
        fact_key,
        level_key,
        years_after,
        'sentence' as place,
        row_number() over (partition by fact_key, fiscal_year order by value_start desc) as nearness
    from before
),

with_current as (
    select distinct fact_key
    from beside
    where years_after = 0
),

-- Which stage of the money the change's own words name.
named as (
    select
        *,
        case
            when {{ matches_pattern("label", cues("against_budget")) }} then null
            when {{ matches_pattern("label", cues("budget_words")) }} then 'budget_initial'
            when {{ matches_pattern("label", cues("revenue_words")) }} then 'revenue'
            when {{ matches_pattern("label", cues("expenditure_words")) }} then 'expenditure'
        end as measure
    from changes
    where fact_key not in (select with_current.fact_key from with_current)
),

elsewhere as (
    select
        named.fact_key,
        min(amounts.fact_key) as level_key
    from named
    inner join amounts
        on
            named.report_key = amounts.report_key
            and named.project_key is not distinct from amounts.project_key
            and named.fiscal_year = amounts.fiscal_year
            and named.measure = amounts.measure
            and named.category = amounts.category
            and named.fund_type = amounts.fund_type
            and named.fund_level = amounts.fund_level
    group by named.fact_key
    having count(distinct amounts.value) = 1
),

final as (
    select
        changes.fact_key,
        changes.report_key,
        changes.project_key,
        changes.kind,
        changes.quote,
        changes.change_key,
        beside.level_key,
        beside.years_after,
        beside.nearness,
        beside.place
    from changes
    inner join beside on changes.fact_key = beside.fact_key

    union all

    select
        changes.fact_key,
        changes.report_key,
        changes.project_key,
        changes.kind,
        changes.quote,
        changes.change_key,
        elsewhere.level_key,
        0 as years_after,
        1 as nearness,
        'report' as place
    from changes
    inner join elsewhere on changes.fact_key = elsewhere.fact_key
)

select * from final
