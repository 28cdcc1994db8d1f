{#- Every place that extraction points at, of whatever kind: what a fact, a choice or a finding may cite as evidence. -#}
{%- set places = [
    "header_mention", "organ_mention", "place_mention", "project_mention", "amount", "ratio", "disbursement_plan",
    "indicator", "score", "score_band", "staffing", "narrative", "reading_warning",
] -%}

with

places as (
    {% for place in places -%}
        select
            document_sha256,
            char_start,
            char_end
        from {{ ref("stg_" ~ place) }}
        union
    {% endfor -%}
    select
        document_sha256,
        heading_start as char_start,
        heading_end as char_end
    from {{ ref("stg_section") }}
    where heading_start < heading_end
    union
    select
        document_sha256,
        char_start,
        char_end
    from {{ ref("int_audit_statement") }}
    union
    select
        reports.document_sha256,
        sentences.char_start,
        sentences.char_end
    from {{ ref("int_duplicated_sentence") }} as sentences
    inner join {{ ref("int_report") }} as reports on sentences.report_key = reports.report_key
)

select * from places
