with

bands as (
    {{ audited("fct_score_distribution") }}
),

projects as (
    {{ audited("bridge_report_project") }}
),

stated as (
    select
        report_key,
        sum(project_count) as stated_count,
        min_by(evidence_key, value_start) as evidence_key,
        {{ gather("evidence_key") }} as evidence_keys
    from bands
    where project_count is not null
    group by report_key
),

listed as (
    select
        report_key,
        count(*) as listed_count
    from projects
    group by report_key
),

checked as (
    select
        stated.report_key,
        cast(null as {{ type_string() }}) as project_key,
        case
            when coalesce(listed.listed_count, 0) < 2 then 'insufficient_data'
            when stated.stated_count <> listed.listed_count then 'fail'
            else 'pass'
        end as verdict,
        cast(stated.stated_count as {{ type_string() }}) as stated_value,
        cast(listed.listed_count as {{ type_string() }}) as recomputed_value,
        '各分数段合计' || cast(stated.stated_count as {{ type_string() }}) || '个项目，报告列出'
        || cast(listed.listed_count as {{ type_string() }}) || '个。' as message,
        stated.evidence_key,
        stated.evidence_keys
    from stated
    left join listed on stated.report_key = listed.report_key
)

{{ rule_check("count_mismatch", "checked", []) }}
