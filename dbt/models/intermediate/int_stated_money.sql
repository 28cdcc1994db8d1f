{{
    config(
        materialized="incremental",
        incremental_strategy="replace_reports",
        on_schema_change="fail",
    )
}}

{#- What each report states of a subject's money as a whole, in the subject's own year: one row a report, subject and measure.
    A statement counts where its words name nothing but body, year and stage of money (or the project itself), it is of all
    classes and funds (for a funding slice: of its level), and it is no part of another amount of the same subject. Where the
    statements of a report contradict each other beyond their printed digits, the amount is null and is_disputed is true.
    execution_budget and execution_expenditure are the two sides of the execution rate: spending, and the adjusted budget or,
    where the report states none, the initial one; both stand or neither. -#}

with

amounts as (
    select * from {{ ref("int_comparable_amount") }}
),

subjects as (
    select
        report_key,
        project_key,
        max(department_key) as department_key,
        max(fiscal_year) as fiscal_year,
        max(fund_level) as fund_level
    from {{ ref("int_subject") }}
    group by report_key, project_key
),

projects as (
    select
        report_key,
        project_key,
        max({{ fold_text("project_name") }}) as project_name,
        max({{ fold_text("base_project_name") }}) as base_project_name
    from {{ ref("int_report_project") }}
    group by report_key, project_key
),

-- Which stage of money a figure is of; what is left over from the year before is not the year's.
staged as (
    select
        report_key,
        project_key,
        fact_key,
        part_of_fact_key,
        fiscal_year,
        measure,
        fund_level,
        amount_yuan,
        half_unit,
        value_start,
        evidence_key,
        {{ fold_text("coalesce(label, '')") }} as label
    from amounts
    where
        measure in (
            'budget_initial', 'budget_adjusted', 'funds_received', 'funding', 'revenue', 'expenditure', 'carryover'
        )
        and category in ('total', case when project_key is not null then 'project' else 'total' end)
        and fund_type = 'all'
        and amount_yuan is not null
        and not (measure = 'carryover' and {{ matches_pattern("coalesce(label, '')", "年初|上年|以前年度") }})
),

statements as (
    select
        subjects.department_key,
        staged.*
    from staged
    inner join subjects
        on
            staged.report_key = subjects.report_key
            and staged.project_key is not distinct from subjects.project_key
            and staged.fiscal_year = subjects.fiscal_year
            and staged.fund_level = coalesce(subjects.fund_level, 'all')
    left join projects
        on staged.report_key = projects.report_key and staged.project_key = projects.project_key
    left join staged as wholes
        on
            staged.report_key = wholes.report_key
            and staged.part_of_fact_key = wholes.fact_key
            and staged.project_key is not distinct from wholes.project_key
    where
        wholes.fact_key is null
        and {{ names_the_whole(
            "replace(replace(staged.label, coalesce(projects.project_name, '项目'), '项目'),"
            ~ " coalesce(projects.base_project_name, '项目'), '项目')"
        ) }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by report_key, project_key, measure order by half_unit, value_start
        ) as choice
    from statements
),

stated as (
    select
        report_key,
        department_key,
        project_key,
        fiscal_year,
        measure,
        max(case when choice = 1 then amount_yuan end) as amount_yuan,
        max(case when choice = 1 then half_unit end) as half_unit,
        max(case when choice = 1 then evidence_key end) as evidence_key,
        {{ figures_disagree("amount_yuan", "half_unit") }} as is_disputed
    from ranked
    group by report_key, department_key, project_key, fiscal_year, measure
),

-- The two sides of the execution rate, from one report.
limits as (
    select
        *,
        row_number() over (partition by report_key, project_key order by measure) as choice
    from stated
    where measure in ('budget_adjusted', 'budget_initial')
),

pairs as (
    select
        spent.report_key,
        spent.department_key,
        spent.project_key,
        spent.fiscal_year,
        limits.measure as basis,
        limits.amount_yuan as budget_yuan,
        limits.half_unit as budget_half_unit,
        limits.evidence_key as budget_evidence_key,
        spent.amount_yuan as spent_yuan,
        spent.half_unit as spent_half_unit,
        spent.evidence_key as spent_evidence_key
    from stated as spent
    inner join limits
        on
            spent.report_key = limits.report_key
            and spent.project_key is not distinct from limits.project_key
            and limits.choice = 1
    where
        spent.measure = 'expenditure'
        and not spent.is_disputed
        and not limits.is_disputed
        and limits.amount_yuan > 0
),

final as (
    select
        report_key,
        department_key,
        project_key,
        fiscal_year,
        measure,
        cast(null as {{ type_string() }}) as basis,
        case when not is_disputed then amount_yuan end as amount_yuan,
        half_unit,
        case when not is_disputed then evidence_key end as evidence_key,
        is_disputed
    from stated

    union all

    select
        report_key,
        department_key,
        project_key,
        fiscal_year,
        'execution_budget' as measure,
        basis,
        budget_yuan as amount_yuan,
        budget_half_unit as half_unit,
        budget_evidence_key as evidence_key,
        false as is_disputed
    from pairs

    union all

    select
        report_key,
        department_key,
        project_key,
        fiscal_year,
        'execution_expenditure' as measure,
        basis,
        spent_yuan as amount_yuan,
        spent_half_unit as half_unit,
        spent_evidence_key as evidence_key,
        false as is_disputed
    from pairs
)

select * from final
