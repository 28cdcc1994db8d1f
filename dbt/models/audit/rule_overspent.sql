with

amounts as (
    {{ audited("fct_amount") }}
),

-- What the money is: two amounts compare only where subject, category, fund, level and year agree.
things as (
    select
        report_key,
        project_key,
        category,
        fund_type,
        fund_level,
        fiscal_year,
        min(case when measure = 'expenditure' then amount_yuan end) as least_spent,
        max(case when measure = 'budget_adjusted' then amount_yuan end) as budget_adjusted,
        max(case when measure = 'budget_initial' then amount_yuan end) as budget_initial,
        max(case when measure = 'funds_received' then amount_yuan end) as funds_received,
        min_by(evidence_key, amount_yuan) filter (where measure = 'expenditure') as evidence_key,
        {{ gather("evidence_key") }} as evidence_keys
    from amounts
    where
        measure in ('expenditure', 'budget_adjusted', 'budget_initial', 'funds_received')
        and is_primary
        -- Single budget items share the category other: they are not one thing.
        and category <> 'other'
        and amount_yuan is not null
        and fiscal_year is not null
    group by report_key, project_key, category, fund_type, fund_level, fiscal_year
),

limited as (
    select
        *,
        least(
            coalesce(budget_adjusted, budget_initial, funds_received),
            coalesce(funds_received, budget_adjusted, budget_initial)
        ) as limit_yuan
    from things
    where least_spent is not null
),

checked as (
    select
        report_key,
        project_key,
        category,
        fund_type,
        fund_level,
        fiscal_year,
        case when least_spent > limit_yuan then 'fail' else 'pass' end as verdict,
        {{ money_text("least_spent") }} as stated_value,
        {{ money_text("limit_yuan") }} as recomputed_value,
        '支出' || {{ money_text("least_spent") }} || '超过同一口径的预算或到位资金' || {{ money_text("limit_yuan") }} || '。'
            as message,
        evidence_key,
        evidence_keys
    from limited
    where limit_yuan is not null
)

{{ rule_check("overspent", "checked", ["project_key", "category", "fund_type", "fund_level", "fiscal_year"]) }}
