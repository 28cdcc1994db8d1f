with

indicators as (
    {{ audited("fct_indicator") }}
),

thresholds as (
    {{ thresholds("implausible_target", ["least_harm_percent", "most_share_percent"]) }}
),

-- The words that say what is measured: the name and the description, each by itself, because one of them may say
-- 事故下降率 and the other 事故发生率.
measured as (
    select
        indicators.*,
        thresholds.least_harm_percent,
        thresholds.most_share_percent,
        coalesce(indicators.target_unit, '') in ('%', '％') as is_percent,
        coalesce(
            {{ matches_pattern("indicators.indicator_name", "(" ~ cues("harm") ~ ").{0,4}率") }}
            and not {{ matches_pattern("indicators.indicator_name", cues("harm_undone", "harm_held", "share_name")) }},
            false
        )
        or coalesce(
            {{ matches_pattern("indicators.description", "(" ~ cues("harm") ~ ").{0,4}率") }}
            and not {{ matches_pattern("indicators.description", cues("harm_undone", "harm_held", "share_name")) }},
            false
        ) as is_harm,
        {{ matches_pattern("indicators.indicator_name", "(" ~ cues("amount_name") ~ ")$") }} as is_amount,
        {{ matches_pattern("indicators.indicator_name", "(" ~ cues("share_name") ~ ")$") }} as is_share
    from indicators
    inner join thresholds on indicators.report_key = thresholds.report_key
    where indicators.target_value is not null
),

checked as (
    select
        report_key,
        project_key,
        fact_key,
        case
            when is_harm and is_percent and target_operator in ('>=', '>', '=') and target_value >= least_harm_percent
                then 'fail'
            when is_amount and is_percent then 'fail'
            when is_share and is_percent and target_operator in ('>=', '>', '=') and target_value > most_share_percent
                then 'fail'
            else 'pass'
        end as verdict,
        case target_operator when '>=' then '≥' when '<=' then '≤' when '=' then '' else target_operator end
        || {{ number_text("target_value") }} || coalesce(target_unit, '') as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        '指标“' || indicator_name || '”' || coalesce('（' || description || '）', '') || '的目标值为'
        || case target_operator when '>=' then '≥' when '<=' then '≤' when '=' then '' else target_operator end
        || {{ number_text("target_value") }} || coalesce(target_unit, '')
        || case
            when is_amount and is_percent then '，数额指标却以百分比为目标。'
            when is_share and is_percent then '，超出该指标可能的范围。'
            else '，与指标含义相反。'
        end as message,
        evidence_key,
        {{ array_of(["evidence_key"]) }} as evidence_keys
    from measured
)

{{ rule_check("implausible_target", "checked", ["fact_key"]) }}
