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
    where measure = 'carryover' and {{ matches_pattern("quote", "年初|上年") }}
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
                then {{ matches_pattern(
                    "coalesce(label, '')", "^([0-9]{4}年)?度?(已|全年|本年|当年|实际|累计)*(形成|完成)?(支出决算|决算支出|预算执行|支出|决算|执行|支付)数?[为是共约计达]*$"
                ) }}
            else true
        end
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
            when {{ matches_pattern("coalesce(sentence, '')", "含(结转|结余)|(上年|年初|以前年度)(结转|结余)") }} then 1
            else 0
        end) = 1 as holds_carried
    from placed
    group by report_key, project_key, category, fund_type, fund_level, fiscal_year, sentence_key
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
    where spent is not null and (category <> 'other' or spent_figures = 1)
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
)

{{ rule_check(
    "overspent", "checked", ["project_key", "category", "fund_type", "fund_level", "fiscal_year", "sentence_key"]
) }}
