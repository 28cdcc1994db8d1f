{#- Running costs by head far from those of the departments of the same level and year, by the fence of the quartiles. -#}

with

reports as (
    select * from {{ ref("dim_report") }}
    where is_current
),

departments as (
    select * from {{ ref("dim_department") }}
),

amounts as (
    select * from {{ ref("fct_amount") }}
    where
        is_primary
        and project_key is null
        and measure = 'expenditure'
        and category in ('operating', 'personnel')
        and fund_type = 'all'
        and fund_level = 'all'
        and amount_yuan > 0
),

staffing as (
    select * from {{ ref("fct_staffing") }}
    where measure = 'staff_on_post' and is_primary and count_value > 0
),

thresholds as (
    {{ thresholds("unit_cost_outlier", ["least_peers", "fence_factor"]) }}
),

staff as (
    select
        report_key,
        max(count_value) as head_count,
        count(distinct count_value) as figure_count,
        min_by(evidence_key, value_start) as evidence_key
    from staffing
    group by report_key
),

spent as (
    select
        report_key,
        category,
        fiscal_year,
        max(amount_yuan) as amount_yuan,
        count(distinct amount_yuan) as figure_count,
        min_by(evidence_key, value_start) as evidence_key
    from amounts
    group by report_key, category, fiscal_year
),

rated as (
    select
        spent.report_key,
        spent.category,
        reports.fiscal_year,
        reports.department_key,
        departments.admin_level,
        spent.amount_yuan,
        staff.head_count,
        spent.evidence_key,
        staff.evidence_key as staff_evidence_key,
        cast(spent.amount_yuan as double) / staff.head_count as unit_cost,
        spent.figure_count = 1 and staff.figure_count = 1 and departments.admin_level is not null as is_clear
    from spent
    inner join reports on spent.report_key = reports.report_key and spent.fiscal_year = reports.fiscal_year
    inner join departments on reports.department_key = departments.department_key
    inner join staff on spent.report_key = staff.report_key
),

-- A department counts once, however many of its reports say the same.
peers as (
    select
        department_key,
        category,
        fiscal_year,
        admin_level,
        min(unit_cost) as unit_cost
    from rated
    where is_clear
    group by department_key, category, fiscal_year, admin_level
),

quartiles as (
    select
        category,
        fiscal_year,
        admin_level,
        count(*) as peer_count,
        quantile_cont(unit_cost, 0.25) as low,
        quantile_cont(unit_cost, 0.75) as high
    from peers
    group by category, fiscal_year, admin_level
),

fenced as (
    select
        rated.*,
        quartiles.peer_count,
        thresholds.least_peers,
        quartiles.low - thresholds.fence_factor * (quartiles.high - quartiles.low) as lower_fence,
        quartiles.high + thresholds.fence_factor * (quartiles.high - quartiles.low) as upper_fence
    from rated
    inner join thresholds on rated.report_key = thresholds.report_key
    left join quartiles
        on
            rated.category = quartiles.category
            and rated.fiscal_year = quartiles.fiscal_year
            and rated.admin_level = quartiles.admin_level
),

checked as (
    select
        report_key,
        cast(null as {{ type_string() }}) as project_key,
        category,
        case
            when not is_clear or peer_count is null or peer_count < least_peers then 'insufficient_data'
            when unit_cost > upper_fence or unit_cost < lower_fence then 'fail'
            else 'pass'
        end as verdict,
        {{ money_text("round(unit_cost, 2)") }} || '/人' as stated_value,
        {{ money_text("round(greatest(lower_fence, 0), 2)") }} || '～'
        || {{ money_text("round(upper_fence, 2)") }} || '/人' as recomputed_value,
        case category when 'operating' then '公用经费' else '人员经费' end || {{ money_text("amount_yuan") }} || '÷在职'
        || {{ number_text("head_count") }} || '人＝' || {{ money_text("round(unit_cost, 2)") }} || '/人，超出同级'
        || {{ number_text("peer_count") }} || '个部门的正常范围（'
        || {{ money_text("round(greatest(lower_fence, 0), 2)") }} || '～' || {{ money_text("round(upper_fence, 2)") }}
        || '/人）。' as message,
        evidence_key,
        {{ without_nulls(array_of(["evidence_key", "staff_evidence_key"])) }} as evidence_keys
    from fenced
)

{{ rule_check("unit_cost_outlier", "checked", ["category"]) }}
