{{ config(materialized="table") }}

with

reports as (
    select * from {{ ref("int_report") }}
),

headers as (
    select * from {{ ref("int_report_header") }}
),

departments as (
    select * from {{ ref("int_report_department") }}
),

final as (
    select
        reports.report_key,
        reports.document_sha256,
        reports.source_path,
        headers.title,
        headers.report_type,
        departments.department_key,
        departments.organ_text,
        headers.fiscal_year,
        headers.report_date,
        reports.is_current,
        case when reports.is_current then headers.title_evidence_key end as title_evidence_key,
        case when reports.is_current then headers.report_type_evidence_key end as report_type_evidence_key,
        case when reports.is_current then departments.organ_evidence_key end as organ_evidence_key,
        case when reports.is_current then headers.fiscal_year_evidence_key end as fiscal_year_evidence_key,
        case when reports.is_current then headers.report_date_evidence_key end as report_date_evidence_key
    from reports
    inner join headers on reports.report_key = headers.report_key
    inner join departments on reports.report_key = departments.report_key
)

select * from final
