with

amounts as (
    select * from {{ ref("int_amount") }}
),

keyed as (
    select
        *,
        {{ fact_key("amount", "report_key", "amounts") }} as fact_key
    from amounts
),

corrected as (
    {{ corrected("fct_amount", "keyed") }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by
                report_key, project_key, fiscal_year, measure, category, fund_type, fund_level, amount_yuan,
                -- Figures without a unit have no amount: they are the same where the figure is.
                case when amount_yuan is null then stated_number end
            order by value_start, value_end
        ) = 1 as is_primary
    from corrected
),

final as (
    select
        ranked.fact_key,
        ranked.report_key,
        ranked.department_key,
        ranked.project_key,
        ranked.fiscal_year,
        ranked.measure,
        ranked.category,
        ranked.fund_type,
        ranked.fund_level,
        ranked.amount_yuan,
        ranked.is_primary,
        ranked.stated_number,
        ranked.stated_unit,
        ranked.unit_basis,
        ranked.label,
        wholes.fact_key as part_of_fact_key,
        ranked.values_as_read,
        ranked.value_start,
        ranked.value_end,
        {{ evidence_key("ranked.report_key", "ranked") }} as evidence_key
    from ranked
    left join ranked as wholes
        on ranked.report_key = wholes.report_key and ranked.part_of_start = wholes.value_start
)

select * from final
