{{
    config(
        materialized="incremental",
        incremental_strategy="replace_reports",
        on_schema_change="fail",
    )
}}

with

reports as (
    select * from {{ ref("int_report") }}
    where is_rebuilt and is_current
),

projects as (
    select * from {{ ref("int_project") }}
),

headers as (
    select * from {{ ref("int_report_header") }}
),

departments as (
    select * from {{ ref("int_report_department") }}
),

final as (
    select
        projects.report_key,
        projects.project_ordinal,
        departments.department_key,
        {{ stable_key("project", ["departments.department_key", "projects.folded_name"]) }} as project_key,
        {{ stable_key("base_project", ["departments.department_key", fold_text("projects.base_project_name")]) }}
            as base_project_key,
        -- The year of the project's facts: a name with several years (2023—2024年) decides none.
        case
            when projects.name_first_year = projects.name_last_year then projects.name_first_year
            else headers.fiscal_year
        end as project_year,
        projects.project_name,
        projects.base_project_name,
        projects.document_number,
        projects.name_fund_level,
        projects.name_first_year,
        projects.name_last_year,
        {{ evidence_key("projects.report_key", "projects") }} as evidence_key
    from projects
    inner join reports on projects.report_key = reports.report_key
    inner join headers on projects.report_key = headers.report_key
    inner join departments on projects.report_key = departments.report_key
)

select * from final
