with

reports as (
    {{ audited("dim_report") }}
),

evidence as (
    {{ audited("evidence") }}
),

-- A report that holds none is cited by its first words that say anything.
first_places as (
    select
        report_key,
        min_by(evidence_key, cast(char_start as bigint) * 1000000 + char_end) as evidence_key
    from evidence
    group by report_key
),

statements as (
    select * from {{ ref("int_audit_statement") }}
    where kind = 'template'
),

checked as (
    select
        reports.report_key,
        cast(null as {{ type_string() }}) as project_key,
        statements.char_start,
        case when statements.report_key is null then 'pass' else 'fail' end as verdict,
        trim(statements.said) as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        '报告中留有模板文字“' || trim(statements.said) || '”。' as message,
        coalesce(statements.evidence_key, first_places.evidence_key) as evidence_key,
        {{ array_of(["coalesce(statements.evidence_key, first_places.evidence_key)"]) }} as evidence_keys
    from reports
    inner join first_places on reports.report_key = first_places.report_key
    left join statements on reports.report_key = statements.report_key
)

{{ rule_check("template_text_left", "checked", ["char_start"]) }}
