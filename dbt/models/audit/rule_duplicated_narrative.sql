with

projects as (
    {{ audited("int_report_project") }}
),

sentences as (
    select * from {{ ref("int_project_sentence") }}
),

duplicated as (
    select * from {{ ref("int_duplicated_sentence") }}
),

members as (
    select distinct
        report_key,
        first_ordinal,
        project_ordinal,
        project_name
    from duplicated
),

names as (
    select
        report_key,
        first_ordinal,
        count(*) as member_count,
        {{ joined("project_name", "、", "project_ordinal") }} as project_names
    from members
    group by report_key, first_ordinal
),

groups as (
    select
        report_key,
        first_ordinal,
        min_by(project_key, project_ordinal) as project_key,
        min_by(told, char_start) as told,
        min_by(evidence_key, char_start) as evidence_key,
        {{ gather("evidence_key") }} as evidence_keys
    from duplicated
    group by report_key, first_ordinal
),

-- Every other project was compared where the report tells anything about it.
told_once as (
    select
        projects.report_key,
        projects.project_key,
        max(case when length(sentences.told) >= 10 then 1 else 0 end) = 1 as is_told,
        min_by(projects.evidence_key, projects.project_ordinal) as evidence_key
    from projects
    left join sentences
        on projects.report_key = sentences.report_key and projects.project_key = sentences.project_key
    left join members
        on projects.report_key = members.report_key and projects.project_ordinal = members.project_ordinal
    where members.report_key is null
    group by projects.report_key, projects.project_key
),

checked as (
    select
        groups.report_key,
        groups.project_key,
        'fail' as verdict,
        names.project_names as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        cast(names.member_count as {{ type_string() }}) || '个项目（' || names.project_names
        || '）的说明除数字、年度和资金层级外相同，如“' || left(groups.told, 40) || '”。' as message,
        groups.evidence_key,
        groups.evidence_keys
    from groups
    inner join names on groups.report_key = names.report_key and groups.first_ordinal = names.first_ordinal

    union all

    select
        report_key,
        project_key,
        case when is_told then 'pass' else 'insufficient_data' end as verdict,
        cast(null as {{ type_string() }}) as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        cast(null as {{ type_string() }}) as message,
        evidence_key,
        {{ array_of(["evidence_key"]) }} as evidence_keys
    from told_once
)

{{ rule_check("duplicated_narrative", "checked", ["project_key"]) }}
