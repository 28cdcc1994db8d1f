with

ratios as (
    select * from {{ ref("int_comparable_ratio") }}
    where measure in ('execution_rate', 'funds_received_rate')
),

rates as (
    select * from {{ ref("int_comparable_rate") }}
),

own as (
    select * from rates
    where is_own and choice = 1
),

own_fitting as (
    select distinct ratio_key from rates
    where is_own and fits
),

foreign_fitting as (
    select
        *,
        row_number() over (partition by ratio_key order by priority) as preference
    from rates
    where not is_own and is_close and fits
),

checked as (
    select
        ratios.report_key,
        ratios.project_key,
        ratios.fact_key,
        case
            when own_fitting.ratio_key is not null then 'pass'
            when own.ratio_key is null then 'insufficient_data'
            when foreign_fitting.ratio_key is not null then 'fail'
            else 'pass'
        end as verdict,
        {{ number_text("ratios.ratio_percent") }} || '%' as stated_value,
        {{ percent_text("own.recomputed_percent") }} as recomputed_value,
        '报告称' || own.title || {{ number_text("ratios.ratio_percent") }} || '%，实为'
        || foreign_fitting.numerator_title || foreign_fitting.numerator_text || '÷'
        || foreign_fitting.denominator_title || foreign_fitting.denominator_text || '，是' || foreign_fitting.title
        || '；按' || own.numerator_title || own.numerator_text || '÷' || own.denominator_title || own.denominator_text
        || '计算，' || own.title || '为' || {{ percent_text("own.recomputed_percent") }} || '。' as message,
        ratios.evidence_key,
        {{ without_nulls(array_of([
            "ratios.evidence_key", "foreign_fitting.numerator_evidence_key", "foreign_fitting.denominator_evidence_key",
            "own.numerator_evidence_key", "own.denominator_evidence_key",
        ])) }} as evidence_keys
    from ratios
    left join own on ratios.fact_key = own.ratio_key
    left join own_fitting on ratios.fact_key = own_fitting.ratio_key
    left join foreign_fitting on ratios.fact_key = foreign_fitting.ratio_key and foreign_fitting.preference = 1
)

{{ rule_check("ratio_mislabelled", "checked", ["fact_key"]) }}
