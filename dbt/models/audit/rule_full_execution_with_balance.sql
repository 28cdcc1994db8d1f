with

ratios as (
    select * from {{ ref("int_comparable_ratio") }}
    where measure = 'execution_rate' and ratio_percent = 100
),

amounts as (
    select * from {{ ref("int_comparable_amount") }}
    where measure = 'carryover' and category = 'total' and fund_type = 'all'
),

rated as (
    select
        ratios.report_key,
        ratios.project_key,
        ratios.fiscal_year,
        min_by(ratios.evidence_key, ratios.value_start) as evidence_key
    from ratios
    where not {{ has_cue("low_execution_unexplained", "partial", "ratios.quote") }}
    group by ratios.report_key, ratios.project_key, ratios.fiscal_year
),

-- Money left at the year's end; what the year began with has been spent since.
balances as (
    select
        amounts.report_key,
        amounts.project_key,
        amounts.fiscal_year,
        max(amounts.value) as value,
        max_by(amounts.stated_text, amounts.value) as stated_text,
        max_by(amounts.evidence_key, amounts.value) as evidence_key
    from amounts
    where not {{ has_cue("full_execution_with_balance", "opening", "amounts.quote") }}
    group by amounts.report_key, amounts.project_key, amounts.fiscal_year
),

checked as (
    select
        rated.report_key,
        rated.project_key,
        rated.fiscal_year,
        case
            when balances.value is null then 'insufficient_data'
            when balances.value > 0 then 'fail'
            else 'pass'
        end as verdict,
        '100%' as stated_value,
        balances.stated_text as recomputed_value,
        '报告称执行率为100%，却有年末结转结余' || balances.stated_text || '。' as message,
        rated.evidence_key,
        {{ without_nulls(array_of(["rated.evidence_key", "balances.evidence_key"])) }} as evidence_keys
    from rated
    left join balances
        on
            rated.report_key = balances.report_key
            and rated.project_key is not distinct from balances.project_key
            and rated.fiscal_year is not distinct from balances.fiscal_year
)

{{ rule_check("full_execution_with_balance", "checked", ["project_key", "fiscal_year"]) }}
