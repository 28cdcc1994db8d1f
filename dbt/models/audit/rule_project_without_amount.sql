with

projects as (
    {{ audited("int_report_project") }}
),

amounts as (
    {{ audited("fct_amount") }}
),

funded as (
    select distinct
        report_key,
        project_key
    from amounts
    where project_key is not null
),

listed as (
    select
        projects.report_key,
        projects.project_key,
        min_by(projects.project_name, projects.project_ordinal) as project_name,
        min_by(projects.evidence_key, projects.project_ordinal) as evidence_key,
        max(case when funded.project_key is not null then 1 else 0 end) = 1 as is_funded
    from projects
    left join funded on projects.report_key = funded.report_key and projects.project_key = funded.project_key
    group by projects.report_key, projects.project_key
),

-- Where a report states no project's money, its list is one of names only.
counted as (
    select
        *,
        count(*) filter (where is_funded) over (partition by report_key) as funded_count,
        count(*) over (partition by report_key) as project_count
    from listed
),

checked as (
    select
        report_key,
        project_key,
        case
            when is_funded then 'pass'
            when funded_count = 0 then 'insufficient_data'
            else 'fail'
        end as verdict,
        project_name as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        '所列' || {{ number_text("project_count") }} || '个项目中' || {{ number_text("funded_count") }}
        || '个写明金额，项目“' || project_name || '”没有任何金额。' as message,
        evidence_key,
        {{ array_of(["evidence_key"]) }} as evidence_keys
    from counted
)

{{ rule_check("project_without_amount", "checked", ["project_key"]) }}
