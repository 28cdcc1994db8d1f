{{ config(materialized="table") }}

{%- set measures = [
    "budget_initial", "budget_adjusted", "funds_received", "funding", "expenditure", "execution_budget",
    "execution_expenditure",
] %}

with

listed as (
    select * from {{ ref("int_report_project") }}
    where project_year is not null
),

departments as (
    select * from {{ ref("dim_department") }}
),

yearly_money as (
    select * from {{ ref("int_yearly_money") }}
    where project_key is not null
),

indicators as (
    select * from {{ ref("mart_indicator_result") }}
    where project_key is not null
),

scores as (
    select * from {{ ref("fct_score") }}
    where scope = 'project'
),

findings as (
    select * from {{ ref("fct_finding") }}
),

-- A project of a report, once.
mentions as (
    select
        report_key,
        project_key,
        max(department_key) as department_key,
        max(base_project_key) as base_project_key,
        max(project_year) as fiscal_year,
        max(name_fund_level) as name_fund_level,
        min(base_project_name) as base_project_name,
        min(document_number) as document_number
    from listed
    group by report_key, project_key
),

years as (
    select
        base_project_key,
        fiscal_year,
        max(department_key) as department_key,
        min(base_project_name) as base_project_name,
        cast(count(distinct report_key) as integer) as report_count,
        {{ gather("report_key") }} as report_keys,
        {{ gather("project_key") }} as project_keys,
        {{ gather("name_fund_level") }} as fund_levels,
        {{ gather("document_number") }} as document_numbers
    from mentions
    group by base_project_key, fiscal_year
),

-- Listed projects of one base name: the whole, or funding slices of it.
slices as (
    select
        base_project_key,
        fiscal_year,
        project_key,
        max(name_fund_level) is not null as is_slice
    from mentions
    group by base_project_key, fiscal_year, project_key
),

slice_counts as (
    select
        base_project_key,
        fiscal_year,
        cast(count(case when is_slice then 1 end) as integer) as slice_count
    from slices
    group by base_project_key, fiscal_year
),

sliced as (
    select
        slices.base_project_key,
        slices.fiscal_year,
        yearly_money.measure,
        count(case when not slices.is_slice then 1 end) as wholes,
        count(case when slices.is_slice then 1 end) as parts,
        count(distinct case when not slices.is_slice then yearly_money.amount_yuan end) as whole_figures,
        max(case when not slices.is_slice then yearly_money.amount_yuan end) as whole_yuan,
        sum(case when slices.is_slice then yearly_money.amount_yuan end) as parts_yuan,
        max(case when not slices.is_slice and yearly_money.is_disputed then 1 else 0 end) = 1 as is_whole_disputed,
        max(case when slices.is_slice and yearly_money.is_disputed then 1 else 0 end) = 1 as is_part_disputed,
        count(distinct yearly_money.basis) > 1 as is_mixed,
        max(yearly_money.basis) as basis,
        {{ gather("case when not slices.is_slice then yearly_money.evidence_key end") }} as whole_evidence_keys,
        {{ gather("case when slices.is_slice then yearly_money.evidence_key end") }} as part_evidence_keys
    from slices
    inner join yearly_money
        on slices.project_key = yearly_money.project_key and slices.fiscal_year = yearly_money.fiscal_year
    group by slices.base_project_key, slices.fiscal_year, yearly_money.measure
),

-- The whole's own figure; else the sum of the slices where every one of them states its own.
rolled_up as (
    select
        sliced.base_project_key,
        sliced.fiscal_year,
        sliced.measure,
        case
            when sliced.is_mixed then null
            when sliced.wholes > 0
                then case when sliced.whole_figures = 1 and not sliced.is_whole_disputed then sliced.whole_yuan end
            when sliced.parts = slice_counts.slice_count and not sliced.is_part_disputed then sliced.parts_yuan
        end as amount_yuan,
        case when sliced.wholes > 0 then sliced.whole_evidence_keys else sliced.part_evidence_keys end
            as evidence_keys,
        sliced.basis,
        case
            when sliced.wholes > 0 then sliced.is_whole_disputed or sliced.whole_figures > 1
            else sliced.is_part_disputed
        end as is_disputed
    from sliced
    inner join slice_counts
        on sliced.base_project_key = slice_counts.base_project_key and sliced.fiscal_year = slice_counts.fiscal_year
),

money as (
    select
        base_project_key,
        fiscal_year,
        {% for measure in measures -%}
            max(case when measure = '{{ measure }}' then amount_yuan end) as {{ measure }}_yuan,
            max(case when measure = '{{ measure }}' and amount_yuan is not null then evidence_keys end)
                as {{ measure }}_evidence_keys,
        {% endfor -%}
        max(case when measure = 'execution_budget' and amount_yuan is not null then basis end) as execution_basis,
        {{ gather("case when is_disputed then measure end") }} as disputed_measures
    from rolled_up
    group by base_project_key, fiscal_year
),

staged as (
    select
        mentions.base_project_key,
        mentions.fiscal_year,
        indicators.stage,
        indicators.has_target,
        indicators.is_quantified,
        indicators.has_actual,
        indicators.attained,
        max(indicators.stage) over (partition by mentions.base_project_key, mentions.fiscal_year) as latest_stage
    from indicators
    inner join mentions
        on indicators.report_key = mentions.report_key and indicators.project_key = mentions.project_key
),

measured as (
    select
        base_project_key,
        fiscal_year,
        max(stage) as indicator_stage,
        {{ indicator_counts() }}
    from staged
    where stage = latest_stage
    group by base_project_key, fiscal_year
),

scored as (
    select
        mentions.base_project_key,
        mentions.fiscal_year,
        {{ only_value("scores.score", "scores.score_operator = '='") }} as score,
        {{ only_value("scores.score", "scores.score_operator = '='", "scores.evidence_key") }} as score_evidence_key,
        {{ only_value("scores.grade", "true") }} as grade,
        {{ only_value("scores.grade", "true", "scores.evidence_key") }} as grade_evidence_key
    from scores
    inner join mentions on scores.report_key = mentions.report_key and scores.project_key = mentions.project_key
    group by mentions.base_project_key, mentions.fiscal_year
),

found as (
    select
        mentions.base_project_key,
        mentions.fiscal_year,
        {{ finding_counts("findings.severity") }}
    from findings
    inner join mentions on findings.report_key = mentions.report_key and findings.project_key = mentions.project_key
    group by mentions.base_project_key, mentions.fiscal_year
),

final as (
    select
        years.base_project_key,
        years.fiscal_year,
        years.base_project_name,
        years.department_key,
        departments.department_name,
        departments.organ_name,
        departments.region_code,
        departments.region_name,
        departments.city_name,
        departments.province_name,
        departments.admin_level,
        years.report_count,
        years.report_keys,
        years.project_keys,
        slice_counts.slice_count,
        years.fund_levels,
        years.document_numbers,
        {% for measure in measures -%}
            cast(money.{{ measure }}_yuan as decimal(20, 2)) as {{ measure }}_yuan,
            money.{{ measure }}_evidence_keys,
        {% endfor -%}
        money.execution_basis,
        {{ share_percent("money.execution_expenditure_yuan", "money.execution_budget_yuan") }}
            as execution_rate_percent,
        money.disputed_measures,
        measured.indicator_stage,
        {% for count in indicator_count_names() -%}
            coalesce(measured.{{ count }}, 0) as {{ count }},
        {% endfor -%}
        {{ share_percent("measured.quantified_target_count", "measured.target_count") }} as quantified_share_percent,
        {{ share_percent("measured.attained_count", "measured.attained_count + measured.missed_count") }}
            as attainment_percent,
        scored.score,
        scored.score_evidence_key,
        scored.grade,
        scored.grade_evidence_key,
        {% for severity in ["finding", "error", "warning", "info"] -%}
            coalesce(found.{{ severity }}_count, 0) as {{ severity }}_count
            {%- if not loop.last %},{% endif %}
        {% endfor -%}
    from years
    inner join departments on years.department_key = departments.department_key
    inner join slice_counts
        on years.base_project_key = slice_counts.base_project_key and years.fiscal_year = slice_counts.fiscal_year
    {% for part in ["money", "measured", "scored", "found"] -%}
        left join {{ part }}
            on years.base_project_key = {{ part }}.base_project_key and years.fiscal_year = {{ part }}.fiscal_year
    {% endfor -%}
)

select * from final
