with

amounts as (
    select * from {{ ref("int_comparable_amount") }}
    where
        measure in ('expenditure', 'budget_adjusted', 'budget_initial', 'funds_received')
        and amount_yuan is not null
        and fiscal_year is not null
),

carried as (
    select
        report_key,
        project_key,
        max(amount_yuan) as carried_yuan
    from {{ ref("int_comparable_amount") }}
    where measure = 'carryover' and {{ matches_pattern("quote", cues("carried_over")) }}
    group by report_key, project_key
),

-- What the money is: two amounts compare only where subject, category, fund, level and year agree. Single items (科目) are
-- many things of one class, and a report may state several sums of money received: those compare in their sentence or row,
-- and only where the spending's words name no thing of their own (年初预算为10万元，支出决算为9万元).
placed as (
    select
        *,
        case
            when category = 'other' or project_key is null and fund_level = 'superior'
                then coalesce(cast(sentence_no as {{ type_string() }}), evidence_key)
        end as sentence_key
    from amounts
    where
        case
            when category <> 'other' then is_primary
            when measure = 'expenditure'
                then {{ matches_pattern("coalesce(label, '')", cues("bare_spending")) }}
            else true
        end
),

-- Where a report states several sums of spending, the one that a sentence sets beside its budget compares with that one.
several as (
    select
        report_key,
        project_key,
        category,
        fund_type,
        fund_level,
        fiscal_year,
        max(case when measure = 'budget_adjusted' then 1 else 0 end) = 1 as is_adjusted
    from placed
    where sentence_key is null
    group by report_key, project_key, category, fund_type, fund_level, fiscal_year
    having count(distinct case when measure = 'expenditure' then amount_yuan end) > 1
),

beside as (
    select
        amounts.*,
        cast(amounts.sentence_no as {{ type_string() }}) as sentence_key,
        true as is_beside
    from amounts
    inner join several
        on
            amounts.report_key = several.report_key
            and amounts.project_key is not distinct from several.project_key
            and amounts.category = several.category
            and amounts.fund_type = several.fund_type
            and amounts.fund_level = several.fund_level
            and amounts.fiscal_year = several.fiscal_year
    where
        amounts.sentence_no is not null
        and amounts.part_of_fact_key is null
        and case amounts.measure
            when 'expenditure' then {{ matches_pattern("coalesce(amounts.label, '')", cues("bare_spending")) }}
            when 'budget_initial' then not several.is_adjusted
            else amounts.measure = 'budget_adjusted'
        end
),

compared as (
    select
        *,
        false as is_beside
    from placed

    union all

    select * from beside
),

things as (
    select
        report_key,
        project_key,
        category,
        fund_type,
        fund_level,
        fiscal_year,
        sentence_key,
        is_beside,
        min(case when measure = 'expenditure' then amount_yuan end) as spent,
        min_by(half_unit, amount_yuan) filter (where measure = 'expenditure') as spent_half,
        max(case when measure = 'budget_adjusted' then amount_yuan end) as budget_adjusted,
        max(case when measure = 'budget_initial' then amount_yuan end) as budget_initial,
        max(case when measure = 'funds_received' then amount_yuan end) as funds_received,
        max(case when measure <> 'expenditure' then half_unit else 0 end) as limit_half,
        min_by(evidence_key, amount_yuan) filter (where measure = 'expenditure') as evidence_key,
        {{ gather("evidence_key") }} as evidence_keys,
        count(distinct case when measure = 'expenditure' then amount_yuan end) as spent_figures,
        max(case
            when {{ matches_pattern("coalesce(sentence, '')", cues("holds_carried")) }} then 1
            else 0
        end) = 1 as holds_carried
    from compared
    group by report_key, project_key, category, fund_type, fund_level, fiscal_year, sentence_key, is_beside
),

limited as (
    select
        *,
        coalesce(budget_adjusted, budget_initial) as budget,
        least(
            coalesce(budget_adjusted, budget_initial, funds_received),
            coalesce(funds_received, budget_adjusted, budget_initial)
        ) as limit_yuan
    from things
    where spent is not null and (category <> 'other' and not is_beside or spent_figures = 1)
),

checked as (
    select
        limited.report_key,
        limited.project_key,
        limited.category,
        limited.fund_type,
        limited.fund_level,
        limited.fiscal_year,
        limited.sentence_key,
        limited.is_beside,
        case
            when cast(limited.spent - limited.limit_yuan as double) <= limited.spent_half + limited.limit_half + 1e-6
                then 'pass'
            -- Money carried over may be spent beside the year's budget.
            when limited.holds_carried then 'insufficient_data'
            when limited.spent <= limited.limit_yuan + coalesce(carried.carried_yuan, 0) then 'insufficient_data'
            else 'fail'
        end as verdict,
        {{ money_text("limited.spent") }} as stated_value,
        {{ money_text("limited.limit_yuan") }} as recomputed_value,
        '支出' || {{ money_text("limited.spent") }} || '超过同一口径的'
        || case
            when limited.budget is null or limited.funds_received < limited.budget then '到位资金'
            when limited.budget_adjusted is not null then '全年（调整）预算'
            else '年初预算'
        end
        || {{ money_text("limited.limit_yuan") }} || '，多'
        || {{ money_text("limited.spent - limited.limit_yuan") }} || '。' as message,
        limited.evidence_key,
        limited.evidence_keys
    from limited
    left join carried
        on limited.report_key = carried.report_key and limited.project_key is not distinct from carried.project_key
    where limited.limit_yuan is not null
),

-- What the whole report proves is not proved again by a sentence.
final as (
    select *
    from checked
    qualify not is_beside
        or max(case when verdict = 'fail' and not is_beside then 1 else 0 end) over (
            partition by report_key, project_key, category, fund_type, fund_level, fiscal_year
        ) = 0
)

{{ rule_check(
    "overspent", "final", ["project_key", "category", "fund_type", "fund_level", "fiscal_year", "sentence_key"]
) }}
