{#- Whose official rules hold for each current report: its province and its year. A department without a region has the
    national rules only, a report without a year the newest. -#}

with

reports as (
    select * from {{ ref("int_report") }}
    where is_current
),

departments as (
    select * from {{ ref("int_report_department") }}
),

headers as (
    select * from {{ ref("int_report_header") }}
),

final as (
    select
        reports.report_key,
        left(departments.region_code, 2) || '0000' as province_code,
        coalesce(headers.fiscal_year, 9999) as rule_year
    from reports
    inner join departments on reports.report_key = departments.report_key
    inner join headers on reports.report_key = headers.report_key
)

select * from final
