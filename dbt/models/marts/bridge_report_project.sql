{{ config(materialized="table") }}

with

projects as (
    select * from {{ ref("int_report_project") }}
),

-- Two list entries of one name are one project.
ranked as (
    select
        *,
        row_number() over (partition by report_key, project_key order by project_ordinal) as choice
    from projects
),

final as (
    select
        report_key,
        project_key,
        project_ordinal as ordinal,
        evidence_key
    from ranked
    where choice = 1
)

select * from final
