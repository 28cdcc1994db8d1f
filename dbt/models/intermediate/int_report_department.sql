{{
    config(
        materialized="incremental",
        incremental_strategy="replace_reports",
        on_schema_change="fail",
        meta={"covers": "loaded"},
    )
}}

with

reports as (
    select * from {{ ref("int_report") }}
    where is_rebuilt
),

organs as (
    select * from {{ ref("int_report_organ") }}
),

evidence as (
    select * from {{ ref("int_region_evidence") }}
    where decides
),

manifest as (
    select * from {{ ref("stg_manifest_entry") }}
),

regions as (
    select * from {{ ref("int_region") }}
),

joined as (
    select
        reports.report_key,
        manifest_organs.organ_name as manifest_organ_name,
        text_organs.organ_name as text_organ_name,
        text_organs.organ_text,
        text_organs.evidence_key as organ_evidence_key,
        manifest_regions.region_code as manifest_region_code,
        evidence.region_code as text_region_code,
        evidence.evidence_key as region_evidence_key,
        evidence.support_evidence_keys,
        evidence.confidence,
        coalesce(manifest_organs.organ_name, text_organs.organ_name) as organ_name,
        coalesce(manifest_regions.region_code, evidence.region_code) as region_code
    from reports
    left join organs as manifest_organs
        on reports.report_key = manifest_organs.report_key and manifest_organs.stated_by = 'manifest'
    left join organs as text_organs
        on reports.report_key = text_organs.report_key and text_organs.stated_by = 'text'
    left join manifest on reports.manifest_path = manifest.path
    left join regions as manifest_regions on manifest.region_code = manifest_regions.region_code
    left join evidence on reports.report_key = evidence.report_key
),

final as (
    select
        report_key,
        -- Two bodies that are not known to be the same are never one: without region or organ, the report's own key
        -- is part of the department's.
        case
            when region_code is not null and organ_name is not null
                then {{ stable_key("department", ["region_code", "organ_name"]) }}
            else {{ stable_key("department", ["region_code", "organ_name", "report_key"]) }}
        end as department_key,
        organ_name,
        region_code,
        case when manifest_region_code is not null then 1.0 else confidence end as region_confidence,
        region_evidence_key,
        support_evidence_keys as region_support_evidence_keys,
        organ_text,
        organ_evidence_key,
        manifest_organ_name,
        text_organ_name,
        manifest_region_code,
        text_region_code
    from joined
)

select * from final
