{#- What reading saw and could not place, so that nothing is dropped in silence. -#}

with

reports as (
    select * from {{ ref("int_report") }}
    where is_rebuilt and is_current
),

warnings as (
    select * from {{ ref("stg_reading_warning") }}
),

final as (
    select
        {{ stable_key(
            "reading_warning", ["reports.report_key", "warnings.char_start", "warnings.char_end", "warnings.kind"]
        ) }} as warning_key,
        reports.report_key,
        warnings.kind,
        warnings.message,
        warnings.char_start,
        warnings.char_end,
        {{ evidence_key("reports.report_key", "warnings") }} as evidence_key
    from warnings
    inner join reports on warnings.document_sha256 = reports.document_sha256
)

select * from final
