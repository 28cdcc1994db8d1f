with

reports as (
    {{ audited("dim_report") }}
),

evidence as (
    {{ audited("evidence") }}
),

required as (
    select * from {{ ref("required_parts") }}
),

parts as (
    select * from {{ ref("int_report_part") }}
),

-- A report without a title is cited by its first words that say anything.
first_places as (
    select
        report_key,
        min_by(evidence_key, cast(char_start as bigint) * 1000000 + char_end) as evidence_key
    from evidence
    group by report_key
),

checked as (
    select
        reports.report_key,
        cast(null as {{ type_string() }}) as project_key,
        required.part,
        max(required.title) as part_title,
        max(case when parts.part is not null then 1 else 0 end) = 1 as is_present,
        coalesce(max(reports.title_evidence_key), max(first_places.evidence_key)) as evidence_key
    from reports
    inner join required on reports.report_type = required.report_type
    left join parts on reports.report_key = parts.report_key and required.part = parts.part
    left join first_places on reports.report_key = first_places.report_key
    group by reports.report_key, required.part
),

worded as (
    select
        report_key,
        project_key,
        part,
        case when is_present then 'pass' else 'fail' end as verdict,
        cast(null as {{ type_string() }}) as stated_value,
        part_title as recomputed_value,
        '报告缺少“' || part_title || '”部分。' as message,
        evidence_key,
        {{ array_of(["evidence_key"]) }} as evidence_keys
    from checked
    where evidence_key is not null
)

{{ rule_check("missing_section", "worded", ["part"]) }}
