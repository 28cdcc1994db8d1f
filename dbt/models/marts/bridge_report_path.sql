{{ config(materialized="table") }}

with

reports as (
    select * from {{ ref("int_report") }}
),

paths as (
    select
        document_sha256,
        path,
        is_current,
        -- The manifest speaks of what lies at a path now.
        case when is_current then path end as stated_path
    from {{ ref("stg_document_path") }}
),

manifest as (
    select * from {{ ref("stg_manifest_entry") }}
),

final as (
    select
        reports.report_key,
        paths.path,
        max(cast(paths.is_current as integer)) = 1 as is_current,
        max(manifest.source_url) as source_url,
        max(manifest.published_on) as published_on
    from paths
    inner join reports on paths.document_sha256 = reports.document_sha256
    left join manifest on paths.stated_path = manifest.path
    group by reports.report_key, paths.path
)

select * from final
