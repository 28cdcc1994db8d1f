with

ratios as (
    select * from {{ ref("int_comparable_ratio") }}
    where measure in ('execution_rate', 'funds_received_rate')
),

rates as (
    select * from {{ ref("int_comparable_rate") }}
),

changes as (
    select * from {{ ref("int_comparable_change_rate") }}
),

shares as (
    select * from {{ ref("int_comparable_share") }}
),

-- The formula of the rate's own name whose operands stand nearest; the other bases only explain.
own as (
    select * from rates
    where is_own and choice = 1
),

other_bases as (
    select
        rates.ratio_key,
        min_by(rates.denominator_title || rates.denominator_text, rates.priority) as title
    from rates
    inner join own on rates.ratio_key = own.ratio_key and rates.priority <> own.priority
    where rates.is_own and rates.fits and not own.fits
    group by rates.ratio_key
),

-- A rate that only the formula of another name gives is mislabelled, which is a rule of its own.
mislabelled as (
    select distinct ratio_key
    from rates
    where not is_own and fits and is_close
),

rate_checks as (
    select
        ratios.report_key,
        ratios.project_key,
        ratios.fact_key,
        case
            when own.fits then 'pass'
            when own.ratio_key is null or mislabelled.ratio_key is not null then 'insufficient_data'
            when own.is_close or other_bases.ratio_key is not null then 'fail'
            else 'insufficient_data'
        end as verdict,
        {{ number_text("ratios.ratio_percent") }} || '%' as stated_value,
        {{ percent_text("own.recomputed_percent") }} as recomputed_value,
        own.numerator_title || own.numerator_text || '÷' || own.denominator_title || own.denominator_text || '＝'
        || {{ percent_text("own.recomputed_percent") }} || '，报告的' || own.title || '为'
        || {{ number_text("ratios.ratio_percent") }} || '%'
        || coalesce('，该数以' || other_bases.title || '为基数才相符', '') || '。' as message,
        ratios.evidence_key,
        {{ array_of(["ratios.evidence_key", "own.numerator_evidence_key", "own.denominator_evidence_key"]) }} as places
    from ratios
    left join own on ratios.fact_key = own.ratio_key
    left join other_bases on ratios.fact_key = other_bases.ratio_key
    left join mislabelled on ratios.fact_key = mislabelled.ratio_key
),

change_checks as (
    select
        report_key,
        project_key,
        ratio_key as fact_key,
        verdict,
        {{ number_text("ratio_percent") }} || '%' as stated_value,
        {{ percent_text("recomputed_percent") }} as recomputed_value,
        formula || '＝' || {{ percent_text("recomputed_percent") }} || '，报告写为'
        || {{ number_text("ratio_percent") }} || '%'
        || case when fits_this_year then '，该数以本年数' || current_text || '为基数才相符' else '' end || '。' as message,
        evidence_key,
        places
    from changes
    where not is_contradicted
),

share_checks as (
    select
        report_key,
        project_key,
        ratio_key as fact_key,
        verdict,
        {{ number_text("ratio_percent") }} || '%' as stated_value,
        {{ percent_text("recomputed_percent") }} as recomputed_value,
        '占比＝' || formula || '＝' || {{ percent_text("recomputed_percent") }} || '，报告写为'
        || {{ number_text("ratio_percent") }} || '%。' as message,
        evidence_key,
        places
    from shares
),

checked as (
    select * from rate_checks
    union all
    select * from change_checks
    union all
    select * from share_checks
),

final as (
    select
        report_key,
        project_key,
        fact_key,
        verdict,
        stated_value,
        recomputed_value,
        message,
        evidence_key,
        {{ without_nulls("places") }} as evidence_keys
    from checked
)

{{ rule_check("ratio_mismatch", "final", ["fact_key"]) }}
