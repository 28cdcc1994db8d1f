{{ config(materialized="table") }}

{#- Quantified indicators of known departments, current reports of all years, by what makes two of them the same: department,
    project (by its base name), name and unit. One row a thing and year with the target and the actual that all its reports
    agree on (null where they state several) and the first place of each. -#}

with

reports as (
    select * from {{ ref("dim_report") }}
    where is_current
),

departments as (
    select * from {{ ref("dim_department") }}
    where region_code is not null and organ_name is not null
),

projects as (
    select * from {{ ref("dim_project") }}
),

indicators as (
    select * from {{ ref("fct_indicator") }}
    where (target_value is not null or actual_value is not null) and fiscal_year is not null
),

keyed as (
    select
        departments.department_key,
        coalesce(projects.base_project_name, '') as base_project_name,
        {{ fold_text("indicators.indicator_name") }} as name_key,
        {{ fold_text("coalesce(indicators.target_unit, indicators.actual_unit, '')") }} as unit_key,
        indicators.*,
        -- One order for all, so that a place and its report go together.
        indicators.report_key || '/' || lpad(cast(indicators.value_start as {{ type_string() }}), 9, '0') as place
    from indicators
    inner join reports on indicators.report_key = reports.report_key
    inner join departments on reports.department_key = departments.department_key
    left join projects on indicators.project_key = projects.project_key
),

final as (
    select
        department_key,
        base_project_name,
        name_key,
        unit_key,
        fiscal_year,
        case when min(target_value) = max(target_value) then min(target_value) end as target_value,
        case when min(target_operator) = max(target_operator) then min(target_operator) end as target_operator,
        case when min(actual_value) = max(actual_value) then min(actual_value) end as actual_value,
        min_by(evidence_key, place) filter (where target_value is not null) as target_evidence_key,
        min_by(evidence_key, place) filter (where actual_value is not null) as actual_evidence_key,
        min_by(report_key, place) filter (where target_value is not null) as target_report_key,
        min_by(report_key, place) filter (where actual_value is not null) as actual_report_key
    from keyed
    where length(name_key) >= 4
    group by department_key, base_project_name, name_key, unit_key, fiscal_year
)

select * from final
