with

reports as (
    select * from {{ ref("int_report") }}
    where is_rebuilt and is_current
),

documents as (
    select * from {{ ref("stg_document") }}
),

spans as (
    select * from {{ ref("int_evidence_span") }}
),

sections as (
    select * from {{ ref("int_section_path") }}
),

located as (
    select
        reports.report_key,
        spans.document_sha256,
        spans.char_start,
        spans.char_end
    from spans
    inner join reports on spans.document_sha256 = reports.document_sha256
),

placed as (
    select
        located.report_key,
        located.char_start,
        located.char_end,
        sections.section_path,
        row_number() over (
            partition by located.report_key, located.char_start, located.char_end
            order by sections.section_level desc, sections.char_start desc
        ) as choice
    from located
    inner join sections
        on
            located.document_sha256 = sections.document_sha256
            and located.char_start >= sections.char_start
            and located.char_start < sections.char_end
),

final as (
    select
        {{ evidence_key("located.report_key", "located") }} as evidence_key,
        located.report_key,
        located.char_start,
        located.char_end,
        substring(documents.text, located.char_start + 1, located.char_end - located.char_start) as quote,
        placed.section_path
    from located
    inner join documents on located.document_sha256 = documents.document_sha256
    left join placed
        on
            located.report_key = placed.report_key
            and located.char_start = placed.char_start
            and located.char_end = placed.char_end
            and placed.choice = 1
)

select * from final
