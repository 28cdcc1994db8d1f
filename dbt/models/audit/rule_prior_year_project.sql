with

projects as (
    {{ audited("int_report_project") }}
),

reports as (
    select * from {{ ref("dim_report") }}
),

named as (
    select
        projects.*,
        reports.fiscal_year,
        row_number() over (
            partition by projects.report_key, projects.project_key order by projects.project_ordinal
        ) as choice
    from projects
    inner join reports on projects.report_key = reports.report_key
    where projects.name_last_year is not null
),

checked as (
    select
        report_key,
        project_key,
        case
            when fiscal_year is null then 'insufficient_data'
            when name_last_year < fiscal_year then 'fail'
            else 'pass'
        end as verdict,
        cast(name_last_year as {{ type_string() }}) as stated_value,
        cast(fiscal_year as {{ type_string() }}) as recomputed_value,
        '项目“' || project_name || '”的年度早于报告的预算年度' || cast(fiscal_year as {{ type_string() }}) || '年。' as message,
        evidence_key,
        {{ array_of(["evidence_key"]) }} as evidence_keys
    from named
    where choice = 1
)

{{ rule_check("prior_year_project", "checked", ["project_key"]) }}
