{{ config(materialized="table") }}

{#- Stated changes in money beside the two years' amounts of the same thing, where both stand in the report: this year's in
    the change's own sentence, the year before's there (the nearest) or, alone of its class, elsewhere. -#}

with

operands as (
    select * from {{ ref("int_comparable_change") }}
    where kind = 'amount' and place = 'sentence' and nearness = 1
),

amounts as (
    select * from {{ ref("int_comparable_amount") }}
),

currents as (
    select
        operands.fact_key as change_key,
        levels.*
    from operands
    inner join amounts as levels on operands.level_key = levels.fact_key
    where operands.years_after = 0
),

-- 2016年 8 万元，2015年 12.5 万元，减少 …: the year before's amount of the same thing in the sentence.
beside as (
    select
        currents.change_key,
        formers.value,
        formers.half_unit,
        formers.stated_text,
        formers.evidence_key
    from currents
    inner join operands on currents.change_key = operands.fact_key and operands.years_after = -1
    inner join amounts as formers
        on
            operands.level_key = formers.fact_key
            and currents.measure = formers.measure
            and currents.category = formers.category
            and currents.fund_type = formers.fund_type
            and currents.scale = formers.scale
            -- One before this year's amount belongs to what was told before.
            and currents.value_start < formers.value_start
),

elsewhere as (
    select
        currents.change_key,
        min_by(amounts.value, amounts.value_start) as value,
        min_by(amounts.half_unit, amounts.value_start) as half_unit,
        min_by(amounts.stated_text, amounts.value_start) as stated_text,
        min_by(amounts.evidence_key, amounts.value_start) as evidence_key
    from currents
    inner join amounts
        on
            currents.report_key = amounts.report_key
            and currents.project_key is not distinct from amounts.project_key
            and currents.fiscal_year - 1 = amounts.fiscal_year
            and currents.measure = amounts.measure
            and currents.category = amounts.category
            -- Classes of several things: only what the labels call alike is the same.
            and (
                currents.category not in ('other', 'three_public')
                or currents.label like '%三公%' and amounts.label like '%三公%'
            )
            and currents.fund_type = amounts.fund_type
            and currents.fund_level = amounts.fund_level
            and currents.scale = amounts.scale
    group by currents.change_key
    having count(distinct amounts.value) = 1
),

formers as (
    select
        *,
        true as is_beside
    from beside
    union all
    select
        *,
        false as is_beside
    from elsewhere
    where change_key not in (select beside.change_key from beside)
),

final as (
    select
        changes.fact_key,
        changes.report_key,
        changes.project_key,
        changes.stated_text,
        changes.value as stated_change,
        currents.value - formers.value as recomputed_change,
        changes.half_unit + currents.half_unit + formers.half_unit as tolerance,
        currents.stated_text || '−' || formers.stated_text as formula,
        formers.stated_text as former_text,
        currents.fact_key as current_key,
        changes.evidence_key,
        currents.evidence_key as current_evidence_key,
        formers.evidence_key as former_evidence_key,
        -- The change of the figure against another base (比预算) is not the change over the years.
        coalesce(
            replace(changes.quote, ' ', '') not like '%比' || changes.fiscal_year || '年%'
            and replace(changes.quote, ' ', '') not like '%较' || changes.fiscal_year || '年%',
            true
        )
        and (
            coalesce(formers.is_beside and not {{ matches_pattern("changes.quote", cues("budget_words")) }}, false)
            or {{ matches_pattern("changes.quote", cues("against_year_before")) }}
        ) as is_yearly
    from amounts as changes
    left join currents
        on
            changes.fact_key = currents.change_key
            -- 追加甲项目5万元 behind the year's whole is a change of another thing.
            and changes.category in ('total', currents.category)
    left join formers on changes.fact_key = formers.change_key
    where changes.measure = 'change'
)

select * from final
