{#- Amounts in yuan, with subject and every class filled: what the clause names wins, then what the project's name says. -#}

with

mentions as (
    select * from {{ ref("stg_amount") }}
),

subjects as (
    select * from {{ ref("int_subject") }}
),

units as (
    select * from {{ ref("units") }}
),

classed as (
    select
        subjects.report_key,
        subjects.department_key,
        subjects.project_key,
        subjects.fund_level as subject_fund_level,
        mentions.number,
        mentions.unit,
        mentions.unit_basis,
        mentions.label,
        mentions.value_start,
        mentions.value_end,
        mentions.char_start,
        mentions.char_end,
        mentions.part_of_start,
        mentions.fund_level,
        units.factor,
        coalesce(mentions.measure, 'other') as measure,
        coalesce(mentions.category, 'total') as category,
        coalesce(mentions.fund_type, 'all') as fund_type,
        coalesce(mentions.fiscal_year, subjects.fiscal_year) as fiscal_year
    from mentions
    inner join subjects
        on
            mentions.document_sha256 = subjects.document_sha256
            and mentions.project_ordinal is not distinct from subjects.project_ordinal
    left join units on mentions.unit = units.unit
),

final as (
    select
        report_key,
        department_key,
        project_key,
        fiscal_year,
        measure,
        category,
        fund_type,
        case
            when fund_level is not null then fund_level
            -- Where a budget is named, it says where the money comes from and no level is read into it.
            when fund_type in ('general_public_budget', 'government_fund', 'state_capital') then 'all'
            -- A price or another figure is not the project's money, so that the project's level is not its level.
            when measure in ('unit_standard', 'other') then 'all'
            else coalesce(subject_fund_level, 'all')
        end as fund_level,
        try_cast(number * factor as decimal(20, 2)) as amount_yuan,
        number as stated_number,
        unit as stated_unit,
        unit_basis,
        label,
        value_start,
        value_end,
        char_start,
        char_end,
        part_of_start
    from classed
)

select * from final
