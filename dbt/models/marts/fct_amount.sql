with

amounts as (
    select * from {{ ref("int_amount") }}
),

keyed as (
    select
        *,
        {{ fact_key("amount", "report_key", "amounts") }} as fact_key,
        row_number() over (
            partition by
                report_key, project_key, fiscal_year, measure, category, fund_type, fund_level, amount_yuan,
                -- Figures without a unit have no amount: they are the same where the figure is.
                case when amount_yuan is null then stated_number end
            order by value_start, value_end
        ) = 1 as is_primary
    from amounts
),

final as (
    select
        keyed.fact_key,
        keyed.report_key,
        keyed.department_key,
        keyed.project_key,
        keyed.fiscal_year,
        keyed.measure,
        keyed.category,
        keyed.fund_type,
        keyed.fund_level,
        keyed.amount_yuan,
        keyed.is_primary,
        keyed.stated_number,
        keyed.stated_unit,
        keyed.unit_basis,
        keyed.label,
        wholes.fact_key as part_of_fact_key,
        keyed.value_start,
        keyed.value_end,
        {{ evidence_key("keyed.report_key", "keyed") }} as evidence_key
    from keyed
    left join keyed as wholes
        on keyed.report_key = wholes.report_key and keyed.part_of_start = wholes.value_start
)

select * from final
