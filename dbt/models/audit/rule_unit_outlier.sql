{#- An amount that is about ten thousand times, or a ten-thousandth of, what the same department states for the same thing
    in other years: 元 taken for 万元, or the other way round. -#}

with

reports as (
    select * from {{ ref("dim_report") }}
    where is_current
),

departments as (
    select * from {{ ref("dim_department") }}
    where region_code is not null and organ_name is not null
),

amounts as (
    select * from {{ ref("fct_amount") }}
    where
        is_primary
        and project_key is null
        and fiscal_year is not null
        and amount_yuan > 0
        and measure in ('budget_initial', 'budget_adjusted', 'funds_received', 'revenue', 'expenditure')
        and category <> 'other'
),

thresholds as (
    {{ thresholds("unit_outlier", ["unit_factor", "spread_factor"]) }}
),

placed as (
    select
        departments.department_key as body_key,
        amounts.*
    from amounts
    inner join reports on amounts.report_key = reports.report_key
    inner join departments on reports.department_key = departments.department_key
),

-- What a year states, where its reports do not differ by a unit themselves.
yearly as (
    select
        body_key,
        measure,
        category,
        fund_type,
        fund_level,
        fiscal_year,
        cast(median(amount_yuan) as double) as amount_yuan,
        cast(min(amount_yuan) as double) as least_yuan,
        cast(max(amount_yuan) as double) as most_yuan,
        min_by(evidence_key, report_key || evidence_key) as evidence_key,
        count(distinct report_key) as report_count
    from placed
    group by body_key, measure, category, fund_type, fund_level, fiscal_year
),

compared as (
    select
        placed.report_key,
        placed.fact_key,
        placed.evidence_key,
        placed.measure,
        cast(max(placed.amount_yuan) as double) as amount_yuan,
        median(others.amount_yuan) as usual_yuan,
        max(others.most_yuan) / min(others.least_yuan) as spread,
        count(*) as year_count,
        {{ gather("others.evidence_key") }} as other_evidence_keys
    from placed
    inner join yearly as others
        on
            placed.body_key = others.body_key
            and placed.measure = others.measure
            and placed.category = others.category
            and placed.fund_type = others.fund_type
            and placed.fund_level = others.fund_level
            and placed.fiscal_year <> others.fiscal_year
    group by placed.report_key, placed.fact_key, placed.evidence_key, placed.measure
),

judged as (
    select
        compared.*,
        greatest(compared.amount_yuan, compared.usual_yuan)
        / least(compared.amount_yuan, compared.usual_yuan) as factor,
        thresholds.unit_factor,
        thresholds.spread_factor
    from compared
    inner join thresholds on compared.report_key = thresholds.report_key
),

evidence as (
    select * from {{ ref("evidence") }}
),

others as (
    select
        fact_key,
        report_key,
        unnest(other_evidence_keys) as evidence_key
    from judged
),

-- A report that states several years is not compared with itself by its places elsewhere.
elsewhere as (
    select
        others.fact_key,
        {{ gather("evidence.evidence_key") }} as related_evidence_keys
    from others
    inner join evidence on others.evidence_key = evidence.evidence_key and others.report_key <> evidence.report_key
    group by others.fact_key
),

checked as (
    select
        judged.report_key,
        cast(null as {{ type_string() }}) as project_key,
        judged.fact_key,
        case
            when judged.spread > judged.spread_factor then 'insufficient_data'
            when
                judged.factor between judged.unit_factor / judged.spread_factor
                and judged.unit_factor * judged.spread_factor
                then 'fail'
            else 'pass'
        end as verdict,
        {{ money_text("judged.amount_yuan") }} as stated_value,
        {{ money_text("judged.usual_yuan") }} as recomputed_value,
        '所述' || {{ money_text("judged.amount_yuan") }} || '与本单位其他' || {{ number_text("judged.year_count") }}
        || '个年度的同一数额（中位数' || {{ money_text("judged.usual_yuan") }} || '）相差约'
        || {{ number_text("round(judged.factor, 0)") }} || '倍，疑为“元”“万元”之误。' as message,
        judged.evidence_key,
        {{ array_of(["judged.evidence_key"]) }} as evidence_keys,
        elsewhere.related_evidence_keys
    from judged
    left join elsewhere on judged.fact_key = elsewhere.fact_key
)

{{ rule_check("unit_outlier", "checked", ["fact_key"], related="related_evidence_keys") }}
