with

indicators as (
    {{ audited("fct_indicator") }}
),

checked as (
    select
        report_key,
        project_key,
        fact_key,
        case
            when score is null or weight is null then 'insufficient_data'
            when score > weight + 1e-9 then 'fail'
            else 'pass'
        end as verdict,
        {{ number_text("score") }} as stated_value,
        {{ number_text("weight") }} as recomputed_value,
        '指标“' || indicator_name || '”得' || {{ number_text("score") }} || '分，高于其分值' || {{ number_text("weight") }}
        || '分。' as message,
        evidence_key,
        {{ array_of(["evidence_key"]) }} as evidence_keys
    from indicators
    where score is not null
)

{{ rule_check("item_score_over_weight", "checked", ["fact_key"]) }}
