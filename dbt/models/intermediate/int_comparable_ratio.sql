{{ config(materialized="table") }}

{#- Percentages about money as rules compare them: the tolerance of their printed digits, and the stretch of text in which
    their operands may stand: from the start of the sentence, or from the percentage before of the same kind. -#}

with

ratios as (
    {{ audited("fct_ratio") }}
),

evidence as (
    {{ audited("evidence") }}
),

sentences as (
    select * from {{ ref("int_comparable_sentence") }}
),

printed as (
    select
        ratios.*,
        evidence.char_start,
        evidence.char_end,
        evidence.quote,
        substring(
            evidence.quote,
            ratios.value_start - evidence.char_start + 1,
            ratios.value_end - ratios.value_start
        ) as printed_figure
    from ratios
    inner join evidence on ratios.evidence_key = evidence.evidence_key
),

located as (
    select
        printed.*,
        sentences.sentence_no,
        sentences.char_start as sentence_start,
        lag(printed.value_end) over (
            partition by printed.report_key, sentences.sentence_no, printed.measure
            order by printed.value_start
        ) as ratio_before
    from printed
    left join sentences
        on
            printed.report_key = sentences.report_key
            and printed.value_start >= sentences.char_start
            and printed.value_start < sentences.char_end
),

final as (
    select
        *,
        cast({{ half_unit("printed_figure", "ratio_percent") }} as double) as half_unit,
        coalesce(ratio_before, sentence_start, char_start) as window_start
    from located
)

select * from final
