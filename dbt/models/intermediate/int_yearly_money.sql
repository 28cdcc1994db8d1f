{#- THE amount of a subject, year and measure: that of the most authoritative reports that state it. Where these contradict
    each other, or one contradicts itself, the amount is null and is_disputed is true; a less authoritative report does not
    settle it. The two sides of the execution rate come from reports of one kind that state both. -#}

with

stated as (
    select * from {{ ref("int_stated_money") }}
),

reports as (
    select * from {{ ref("dim_report") }}
),

entitled as (
    select
        stated.*,
        {{ authority("reports.report_type", "stated.measure", "stated.project_key is not null") }} as authority
    from stated
    inner join reports on stated.report_key = reports.report_key
),

ranked as (
    select
        *,
        min(authority) over (
            partition by department_key, project_key, fiscal_year, measure
        ) as highest_authority
    from entitled
    where authority is not null
),

chosen as (
    select
        *,
        row_number() over (
            partition by department_key, project_key, fiscal_year, measure
            order by half_unit, report_key
        ) as choice
    from ranked
    where authority = highest_authority
),

judged as (
    select
        department_key,
        project_key,
        fiscal_year,
        measure,
        max(case when choice = 1 then basis end) as basis,
        max(case when choice = 1 then amount_yuan end) as amount_yuan,
        max(case when choice = 1 then evidence_key end) as evidence_key,
        max(case when is_disputed then 1 else 0 end) = 1
        or count(distinct basis) > 1
        or coalesce({{ figures_disagree("amount_yuan", "half_unit") }}, false) as is_disputed
    from chosen
    group by department_key, project_key, fiscal_year, measure
),

final as (
    select
        department_key,
        project_key,
        fiscal_year,
        measure,
        case when not is_disputed then basis end as basis,
        case when not is_disputed then amount_yuan end as amount_yuan,
        case when not is_disputed then evidence_key end as evidence_key,
        is_disputed
    from judged
)

select * from final
