with

ratios as (
    select * from {{ ref("int_comparable_ratio") }}
    where measure = 'execution_rate' and is_primary
),

reports as (
    {{ audited("dim_report") }}
),

sentences as (
    select * from {{ ref("int_comparable_sentence") }}
),

narratives as (
    {{ audited("fct_narrative") }}
),

thresholds as (
    {{ thresholds("low_execution_unexplained", ["least_percent", "sentences_after"]) }}
),

-- A rate of one kind of expense (三公) is none of the budget's.
rates as (
    select
        ratios.*,
        reports.report_type,
        thresholds.least_percent,
        thresholds.sentences_after
    from ratios
    inner join reports on ratios.report_key = reports.report_key
    inner join thresholds on ratios.report_key = thresholds.report_key
    left join sentences
        on ratios.report_key = sentences.report_key and ratios.sentence_no = sentences.sentence_no
    where
        reports.report_type in (
            'department_self_evaluation', 'project_self_evaluation', 'performance_evaluation', 'final_account'
        )
        and not {{ has_cue("low_execution_unexplained", "partial", "coalesce(sentences.sentence, ratios.quote)") }}
),

-- A reason stands in the rate's own sentence or in those after it.
explained as (
    select distinct rates.fact_key
    from rates
    inner join sentences
        on
            rates.report_key = sentences.report_key
            and rates.sentence_no <= sentences.sentence_no
            and rates.sentence_no + rates.sentences_after >= sentences.sentence_no
    where {{ has_cue("low_execution_unexplained", "reason", "sentences.sentence") }}
),

-- Or among the problems and measures that speak of the budget's execution.
admitted as (
    select distinct narratives.report_key
    from narratives
    where {{ has_cue("low_execution_unexplained", "progress", "narratives.text") }}
),

checked as (
    select
        rates.report_key,
        rates.project_key,
        rates.fact_key,
        case
            when rates.ratio_percent + rates.half_unit >= rates.least_percent then 'pass'
            when rates.sentence_no is null then 'insufficient_data'
            when explained.fact_key is not null or admitted.report_key is not null then 'pass'
            else 'fail'
        end as verdict,
        {{ number_text("rates.ratio_percent") }} || '%' as stated_value,
        {{ number_text("rates.least_percent") }} || '%' as recomputed_value,
        '执行率' || {{ number_text("rates.ratio_percent") }} || '%低于' || {{ number_text("rates.least_percent") }}
        || '%，报告没有说明原因。' as message,
        rates.evidence_key,
        {{ array_of(["rates.evidence_key"]) }} as evidence_keys
    from rates
    left join explained on rates.fact_key = explained.fact_key
    left join admitted on rates.report_key = admitted.report_key
)

{{ rule_check("low_execution_unexplained", "checked", ["fact_key"]) }}
