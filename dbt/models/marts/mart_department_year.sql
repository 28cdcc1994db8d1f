{{ config(materialized="table") }}

{%- set measures = ["budget_initial", "budget_adjusted", "funds_received", "revenue", "expenditure", "carryover"] -%}
{%- set sides = ["execution_budget", "execution_expenditure"] %}

with

reports as (
    select * from {{ ref("dim_report") }}
    where is_current and fiscal_year is not null
),

departments as (
    select * from {{ ref("dim_department") }}
),

yearly_money as (
    select * from {{ ref("int_yearly_money") }}
    where project_key is null
),

projects as (
    select * from {{ ref("int_report_project") }}
),

indicators as (
    select
        *,
        max(stage) over (partition by department_key, report_fiscal_year) as latest_stage
    from {{ ref("mart_indicator_result") }}
),

staffing as (
    select * from {{ ref("fct_staffing") }}
),

scores as (
    select * from {{ ref("fct_score") }}
    where scope = 'department'
),

narratives as (
    select * from {{ ref("fct_narrative") }}
    where kind = 'problem'
),

findings as (
    select * from {{ ref("fct_finding") }}
),

thresholds as (
    {{ thresholds("score_above_ceiling", ["execution_points", "full_score"]) }}
),

years as (
    select
        department_key,
        fiscal_year,
        cast(count(*) as integer) as report_count,
        {{ gather("report_type") }} as report_types,
        {{ gather("report_key") }} as report_keys
    from reports
    group by department_key, fiscal_year
),

money as (
    select
        department_key,
        fiscal_year,
        {% for measure in measures + sides -%}
            max(case when measure = '{{ measure }}' then amount_yuan end) as {{ measure }}_yuan,
            max(case when measure = '{{ measure }}' then evidence_key end) as {{ measure }}_evidence_key,
        {% endfor -%}
        max(case when measure = 'execution_budget' then basis end) as execution_basis,
        {{ gather("case when is_disputed then measure end") }} as disputed_measures
    from yearly_money
    group by department_key, fiscal_year
),

listed as (
    select
        department_key,
        project_year as fiscal_year,
        cast(count(distinct base_project_key) as integer) as project_count
    from projects
    group by department_key, project_year
),

-- What a plan announces the evaluation of the year tells again: it counts only where there is no evaluation.
measured as (
    select
        department_key,
        report_fiscal_year as fiscal_year,
        max(stage) as indicator_stage,
        {{ indicator_counts() }}
    from indicators
    where stage = latest_stage
    group by department_key, report_fiscal_year
),

-- One figure of a kind, or none where the year's reports state several.
staffed as (
    select
        reports.department_key,
        reports.fiscal_year,
        {% for measure in ["posts_authorised", "staff_on_post"] -%}
            {{ only_value("staffing.count_value", "staffing.measure = '" ~ measure ~ "'") }} as {{ measure }},
            {{ only_value("staffing.count_value", "staffing.measure = '" ~ measure ~ "'", "staffing.evidence_key") }}
                as {{ measure }}_evidence_key
            {%- if not loop.last %},{% endif %}
        {% endfor -%}
    from staffing
    inner join reports on staffing.report_key = reports.report_key
    group by reports.department_key, reports.fiscal_year
),

scored as (
    select
        reports.department_key,
        reports.fiscal_year,
        {{ only_value("scores.score", "scores.score_operator = '='") }} as score,
        {{ only_value("scores.score", "scores.score_operator = '='", "scores.evidence_key") }} as score_evidence_key,
        {{ only_value("scores.grade", "true") }} as grade,
        {{ only_value("scores.grade", "true", "scores.evidence_key") }} as grade_evidence_key
    from scores
    inner join reports on scores.report_key = reports.report_key
    group by reports.department_key, reports.fiscal_year
),

-- How the official form scores the execution rate in this province and year.
scales as (
    select
        reports.department_key,
        reports.fiscal_year,
        max(thresholds.execution_points) as execution_points,
        max(thresholds.full_score) as full_score
    from thresholds
    inner join reports on thresholds.report_key = reports.report_key
    group by reports.department_key, reports.fiscal_year
),

told as (
    select
        reports.department_key,
        reports.fiscal_year,
        cast(count(*) as integer) as problem_count
    from narratives
    inner join reports on narratives.report_key = reports.report_key
    group by reports.department_key, reports.fiscal_year
),

found as (
    select
        reports.department_key,
        reports.fiscal_year,
        {{ finding_counts("findings.severity") }}
    from findings
    inner join reports on findings.report_key = reports.report_key
    group by reports.department_key, reports.fiscal_year
),

final as (
    select
        years.department_key,
        years.fiscal_year,
        departments.department_name,
        departments.organ_name,
        departments.region_code,
        departments.region_name,
        departments.city_name,
        departments.province_name,
        departments.admin_level,
        years.report_count,
        years.report_types,
        years.report_keys,
        {% for measure in measures + sides -%}
            money.{{ measure }}_yuan,
            money.{{ measure }}_evidence_key,
        {% endfor -%}
        money.execution_basis,
        {{ share_percent("money.execution_expenditure_yuan", "money.execution_budget_yuan") }}
            as execution_rate_percent,
        money.disputed_measures,
        coalesce(listed.project_count, 0) as project_count,
        measured.indicator_stage,
        {% for count in indicator_count_names() -%}
            coalesce(measured.{{ count }}, 0) as {{ count }},
        {% endfor -%}
        {{ share_percent("measured.quantified_target_count", "measured.target_count") }} as quantified_share_percent,
        {{ share_percent("measured.attained_count", "measured.attained_count + measured.missed_count") }}
            as attainment_percent,
        staffed.posts_authorised,
        staffed.posts_authorised_evidence_key,
        staffed.staff_on_post,
        staffed.staff_on_post_evidence_key,
        scored.score,
        scored.score_evidence_key,
        scored.grade,
        scored.grade_evidence_key,
        coalesce(told.problem_count, 0) as problem_count,
        {% for severity in ["finding", "error", "warning", "info"] -%}
            coalesce(found.{{ severity }}_count, 0) as {{ severity }}_count,
        {% endfor -%}
        cast(
            case
                when scored.score <= scales.full_score and money.execution_budget_yuan > 0
                    then
                        scales.full_score - scales.execution_points + scales.execution_points * least(
                            cast(money.execution_expenditure_yuan / money.execution_budget_yuan as double), 1
                        )
            end as decimal(12, 4)
        ) as score_ceiling
    from years
    inner join departments on years.department_key = departments.department_key
    {% for part in ["money", "listed", "measured", "staffed", "scored", "scales", "told", "found"] -%}
        left join {{ part }}
            on years.department_key = {{ part }}.department_key and years.fiscal_year = {{ part }}.fiscal_year
    {% endfor -%}
)

select
    *,
    cast(score - score_ceiling as decimal(12, 4)) as score_inflation
from final
