{#- Which of the parts that a report type may require each report has: by its headings, or by what it states. -#}

with

reports as (
    select * from {{ ref("int_report") }}
    where is_rebuilt and is_current
),

sections as (
    select * from {{ ref("stg_section") }}
),

roles as (
    select * from {{ ref("part_roles") }}
),

scores as (
    {{ audited("fct_score") }}
),

narratives as (
    {{ audited("fct_narrative") }}
),

indicators as (
    {{ audited("fct_indicator") }}
),

final as (
    select
        reports.report_key,
        roles.part
    from sections
    inner join reports on sections.document_sha256 = reports.document_sha256
    inner join roles on sections.role = roles.role

    union

    select
        report_key,
        'conclusion' as part
    from scores

    union

    select
        report_key,
        kind as part
    from narratives

    union

    select
        report_key,
        'indicators' as part
    from indicators

    union

    select
        report_key,
        'attainment' as part
    from indicators
    where actual_value is not null or actual_text is not null
)

select * from final
