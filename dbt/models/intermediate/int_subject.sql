{#- What a fact may be about: each current report's department as a whole (project_ordinal null) and each of its projects,
    with the year and funding level that hold where the clause names none. -#}

with

reports as (
    select * from {{ ref("int_report") }}
    where is_rebuilt and is_current
),

headers as (
    select * from {{ ref("int_report_header") }}
),

departments as (
    select * from {{ ref("int_report_department") }}
),

projects as (
    select * from {{ ref("int_report_project") }}
),

whole as (
    select
        reports.report_key,
        reports.document_sha256,
        headers.fiscal_year,
        departments.department_key
    from reports
    inner join headers on reports.report_key = headers.report_key
    inner join departments on reports.report_key = departments.report_key
),

final as (
    select
        report_key,
        document_sha256,
        department_key,
        cast(null as integer) as project_ordinal,
        cast(null as {{ type_string() }}) as project_key,
        fiscal_year,
        cast(null as {{ type_string() }}) as fund_level
    from whole

    union all

    select
        whole.report_key,
        whole.document_sha256,
        whole.department_key,
        projects.project_ordinal,
        projects.project_key,
        projects.project_year as fiscal_year,
        projects.name_fund_level as fund_level
    from whole
    inner join projects on whole.report_key = projects.report_key
)

select * from final
