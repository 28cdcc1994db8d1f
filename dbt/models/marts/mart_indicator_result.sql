with

indicators as (
    {{ audited("fct_indicator") }}
),

evidence as (
    {{ audited("evidence") }}
),

reports as (
    select * from {{ ref("dim_report") }}
),

departments as (
    select * from {{ ref("dim_department") }}
),

projects as (
    select
        report_key,
        project_key,
        max(base_project_key) as base_project_key,
        min(project_name) as project_name,
        min(base_project_name) as base_project_name
    from {{ ref("int_report_project") }}
    group by report_key, project_key
),

final as (
    select
        indicators.fact_key,
        indicators.report_key,
        reports.report_type,
        reports.fiscal_year as report_fiscal_year,
        case when reports.report_type in ('performance_target', 'budget') then 'plan' else 'result' end as stage,
        indicators.department_key,
        departments.department_name,
        departments.organ_name,
        departments.region_code,
        departments.region_name,
        departments.city_name,
        departments.province_name,
        departments.admin_level,
        indicators.project_key,
        projects.base_project_key,
        projects.project_name,
        projects.base_project_name,
        indicators.fiscal_year,
        indicators.level1_inferred as level1,
        indicators.level2_inferred as level2,
        indicators.level1 is not null as is_level_stated,
        indicators.indicator_name,
        indicators.description,
        indicators.target_operator is not null as has_target,
        coalesce(indicators.target_operator <> 'qualitative', false) as is_quantified,
        indicators.target_operator,
        indicators.target_value,
        indicators.target_value_high,
        indicators.target_unit,
        indicators.target_text,
        indicators.actual_value is not null or indicators.actual_text is not null as has_actual,
        indicators.actual_operator,
        indicators.actual_value,
        indicators.actual_unit,
        indicators.actual_text,
        indicators.attained,
        indicators.weight,
        indicators.score,
        indicators.basis,
        indicators.values_as_read is not null as is_corrected,
        indicators.evidence_key,
        evidence.char_start,
        evidence.char_end,
        evidence.quote,
        evidence.section_path
    from indicators
    inner join reports on indicators.report_key = reports.report_key
    inner join departments on indicators.department_key = departments.department_key
    inner join evidence on indicators.evidence_key = evidence.evidence_key
    left join projects
        on indicators.report_key = projects.report_key and indicators.project_key = projects.project_key
)

select * from final
