{{ config(materialized="table") }}

with

projects as (
    select * from {{ ref("int_report_project") }}
),

-- Reports may write one name with other widths and spaces: the spelling is taken from the same report on every load.
ranked as (
    select
        *,
        row_number() over (
            partition by project_key
            order by document_number is null, report_key, project_ordinal
        ) as choice
    from projects
),

final as (
    select
        project_key,
        department_key,
        project_name,
        base_project_name,
        document_number
    from ranked
    where choice = 1
)

select * from final
