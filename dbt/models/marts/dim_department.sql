{{ config(materialized="table") }}

with

reports as (
    select * from {{ ref("int_report") }}
),

departments as (
    select * from {{ ref("int_report_department") }}
),

regions as (
    select * from {{ ref("int_region") }}
),

-- The current report that says most surely where the department is speaks for it.
ranked as (
    select
        departments.department_key,
        departments.organ_name,
        departments.region_code,
        departments.region_confidence,
        case when reports.is_current then departments.region_evidence_key end as region_evidence_key,
        case when reports.is_current then departments.region_support_evidence_keys end as region_support_evidence_keys,
        row_number() over (
            partition by departments.department_key
            order by
                reports.is_current desc,
                departments.region_confidence desc nulls last,
                departments.region_evidence_key asc nulls last,
                departments.report_key asc
        ) as choice,
        sum(cast(reports.is_current as integer)) over (partition by departments.department_key) as current_report_count
    from departments
    inner join reports on departments.report_key = reports.report_key
),

final as (
    select
        ranked.department_key,
        nullif(coalesce(regions.region_name, '') || coalesce(ranked.organ_name, ''), '') as department_name,
        ranked.organ_name,
        ranked.region_code,
        regions.region_name,
        regions.city_name,
        regions.province_name,
        case
            when {{ matches_pattern("ranked.organ_name", "(乡|镇|苏木|街道)(人民政府|办事处|党工委)$") }} then 'township'
            else regions.admin_level
        end as admin_level,
        ranked.region_confidence,
        ranked.region_evidence_key,
        ranked.region_support_evidence_keys,
        cast(ranked.current_report_count as integer) as current_report_count
    from ranked
    left join regions on ranked.region_code = regions.region_code
    where ranked.choice = 1
)

select * from final
