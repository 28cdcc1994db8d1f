with

reports as (
    select * from {{ ref("int_report") }}
    where is_rebuilt and is_current
),

documents as (
    select * from {{ ref("stg_document") }}
),

final as (
    select
        reports.report_key,
        documents.text
    from documents
    inner join reports on documents.document_sha256 = reports.document_sha256
)

select * from final
