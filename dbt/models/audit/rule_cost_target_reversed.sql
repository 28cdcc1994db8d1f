with

indicators as (
    {{ audited("fct_indicator") }}
),

named as (
    select
        *,
        indicator_name || coalesce(description, '') as measured
    from indicators
),

-- Costs as the report classes them, and names of what shall be low; not where a word turns the sense (成本节约率).
low as (
    select
        named.*,
        coalesce(named.level2 = 'cost', false) as is_cost,
        {{ lower_is_better("named.indicator_name") }} as is_harm,
        {{ has_cue("cost_target_reversed", "turned", "named.measured") }} as is_turned
    from named
    where named.target_operator is not null
),

checked as (
    select
        report_key,
        project_key,
        fact_key,
        case
            when target_value is null then 'insufficient_data'
            when target_operator in ('>=', '>') and target_value > 0 and not is_turned then 'fail'
            else 'pass'
        end as verdict,
        case target_operator when '>=' then '≥' when '<=' then '≤' when '=' then '' else target_operator end
        || {{ number_text("target_value") }} || coalesce(target_unit, '') as stated_value,
        '≤' || {{ number_text("target_value") }} || coalesce(target_unit, '') as recomputed_value,
        case when is_cost then '成本指标“' else '越低越好的指标“' end || indicator_name || '”的目标值写为'
        || case target_operator when '>=' then '≥' else '＞' end || {{ number_text("target_value") }}
        || coalesce(target_unit, '') || '，应为不超过。' as message,
        evidence_key,
        {{ array_of(["evidence_key"]) }} as evidence_keys
    from low
    -- A share of harm that shall be high is the rule implausible_target's.
    where is_cost or is_harm and coalesce(target_unit, '') not in ('%', '％')
)

{{ rule_check("cost_target_reversed", "checked", ["fact_key"]) }}
