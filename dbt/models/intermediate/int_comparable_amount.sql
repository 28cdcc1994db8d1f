{{ config(materialized="table") }}

{#- Amounts as rules compare them: in yuan where the unit is known, with the tolerance that the printed digits allow and the
    sentence in which each stands. -#}

with

amounts as (
    {{ audited("fct_amount") }}
),

evidence as (
    {{ audited("evidence") }}
),

units as (
    select * from {{ ref("units") }}
),

sentences as (
    select * from {{ ref("int_comparable_sentence") }}
),

printed as (
    select
        amounts.*,
        units.factor,
        evidence.char_start,
        evidence.char_end,
        evidence.quote,
        substring(
            evidence.quote,
            amounts.value_start - evidence.char_start + 1,
            amounts.value_end - amounts.value_start
        ) as printed_figure
    from amounts
    inner join evidence on amounts.evidence_key = evidence.evidence_key
    left join units on amounts.stated_unit = units.unit
),

-- Amounts without any unit compare among themselves only.
comparable as (
    select
        *,
        coalesce(amount_yuan, cast(stated_number as decimal(20, 2))) as value,
        case when amount_yuan is null then 'none' else 'yuan' end as scale,
        cast({{ half_unit("printed_figure", "stated_number") }} as double)
        * coalesce(cast(factor as double), 1) as half_unit
    from printed
),

final as (
    select
        comparable.*,
        sentences.sentence_no,
        sentences.char_start as sentence_start,
        sentences.sentence,
        {{ number_text("comparable.stated_number") }} || coalesce(comparable.stated_unit, '') as stated_text
    from comparable
    left join sentences
        on
            comparable.report_key = sentences.report_key
            and comparable.value_start >= sentences.char_start
            and comparable.value_start < sentences.char_end
)

select * from final
