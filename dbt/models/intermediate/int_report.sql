{{ config(materialized="table") }}

with

documents as (
    select * from {{ ref("stg_document") }}
),

paths as (
    select * from {{ ref("stg_document_path") }}
),

-- The manifest speaks of what lies at a path now. A condition on one side of an outer join alone would make DuckDB compare
-- every path with every entry.
stated_paths as (
    select
        paths.*,
        case when paths.is_current then paths.path end as stated_path
    from paths
),

quarantine as (
    select * from {{ ref("stg_quarantine") }}
),

manifest as (
    select * from {{ ref("stg_manifest_entry") }}
),

pending as (
    select distinct document_sha256 from {{ ref("stg_pending_document") }}
),

held_back as (
    select distinct document_sha256
    from quarantine
    where is_open and document_sha256 is not null
),

ranked_paths as (
    select
        paths.document_sha256,
        paths.path,
        paths.is_current,
        manifest.path is not null as has_manifest_entry,
        row_number() over (
            partition by paths.document_sha256
            order by paths.is_current desc, paths.path asc
        ) as path_rank,
        row_number() over (
            partition by paths.document_sha256
            order by paths.is_current desc, manifest.path is not null desc, paths.path asc
        ) as manifest_rank
    from stated_paths as paths
    left join manifest on paths.stated_path = manifest.path
),

report_paths as (
    select
        document_sha256,
        max(case when path_rank = 1 then path end) as source_path,
        max(case when manifest_rank = 1 and has_manifest_entry then path end) as manifest_path,
        max(cast(is_current as integer)) = 1 as is_current
    from ranked_paths
    group by document_sha256
),

final as (
    select
        {{ stable_key("report", ["documents.document_sha256"]) }} as report_key,
        documents.document_sha256,
        report_paths.source_path,
        report_paths.manifest_path,
        report_paths.is_current,
        {{ "true" if rebuilds_every_report() else "pending.document_sha256 is not null" }} as is_rebuilt
    from documents
    inner join report_paths on documents.document_sha256 = report_paths.document_sha256
    left join pending on documents.document_sha256 = pending.document_sha256
    left join held_back on documents.document_sha256 = held_back.document_sha256
    where held_back.document_sha256 is null
)

select * from final
