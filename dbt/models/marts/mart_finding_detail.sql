with

findings as (
    {{ audited("fct_finding") }}
),

evidence as (
    {{ audited("evidence") }}
),

rules as (
    select * from {{ ref("dim_rule") }}
),

reports as (
    select * from {{ ref("dim_report") }}
),

departments as (
    select * from {{ ref("dim_department") }}
),

projects as (
    select
        report_key,
        project_key,
        max(base_project_key) as base_project_key,
        min(project_name) as project_name,
        min(base_project_name) as base_project_name
    from {{ ref("int_report_project") }}
    group by report_key, project_key
),

places as (
    select
        finding_key,
        unnest(evidence_keys) as evidence_key
    from findings
),

operands as (
    select
        places.finding_key,
        {{ joined("evidence.quote", " ┃ ", "evidence.char_start, evidence.char_end") }} as operands_text
    from places
    inner join evidence on places.evidence_key = evidence.evidence_key
    group by places.finding_key
),

final as (
    select
        findings.finding_key,
        findings.rule_id,
        rules.rule_version,
        rules.title as rule_title,
        findings.severity,
        rules.formula,
        rules.legal_basis,
        findings.report_key,
        reports.title as report_title,
        reports.report_type,
        reports.report_date,
        reports.fiscal_year,
        reports.source_path,
        findings.department_key,
        departments.department_name,
        departments.organ_name,
        departments.region_code,
        departments.region_name,
        departments.city_name,
        departments.province_name,
        departments.admin_level,
        findings.project_key,
        projects.base_project_key,
        projects.project_name,
        projects.base_project_name,
        findings.state,
        findings.reviewed_on,
        findings.review_note,
        findings.stated_value,
        findings.recomputed_value,
        findings.message,
        operands.operands_text,
        findings.evidence_key,
        evidence.char_start,
        evidence.char_end,
        evidence.quote,
        evidence.section_path,
        findings.evidence_keys,
        findings.related_evidence_keys
    from findings
    inner join rules on findings.rule_id = rules.rule_id
    inner join reports on findings.report_key = reports.report_key
    inner join departments on findings.department_key = departments.department_key
    inner join evidence on findings.evidence_key = evidence.evidence_key
    left join operands on findings.finding_key = operands.finding_key
    left join projects
        on findings.report_key = projects.report_key and findings.project_key = projects.project_key
)

select * from final
