{{ config(materialized="table") }}

with

reports as (
    select * from {{ ref("int_report") }}
    where is_current
),

departments as (
    select * from {{ ref("int_report_department") }}
),

differences as (
    select
        report_key,
        'region_code' as field,
        manifest_region_code as manifest_value,
        text_region_code as text_value,
        region_evidence_key as evidence_key
    from departments
    where manifest_region_code is not null and text_region_code is distinct from manifest_region_code

    union all

    select
        report_key,
        'organ' as field,
        manifest_organ_name as manifest_value,
        text_organ_name as text_value,
        organ_evidence_key as evidence_key
    from departments
    where manifest_organ_name is not null and text_organ_name is distinct from manifest_organ_name
),

final as (
    select
        differences.report_key,
        differences.field,
        differences.manifest_value,
        differences.text_value,
        differences.evidence_key
    from differences
    inner join reports on differences.report_key = reports.report_key
)

select * from final
