with

rates as (
    select * from {{ ref("int_comparable_change_rate") }}
    where ratio_percent <> 0
),

changes as (
    select * from {{ ref("int_comparable_change_amount") }}
    where stated_change <> 0
),

checked as (
    select
        report_key,
        project_key,
        ratio_key as fact_key,
        case
            when recomputed_percent is null then 'insufficient_data'
            when is_contradicted then 'fail'
            else 'pass'
        end as verdict,
        {{ change_text("ratio_percent", number_text("abs(ratio_percent)") ~ " || '%'") }} as stated_value,
        {{ change_text("recomputed_percent", percent_text("abs(recomputed_percent)")) }} as recomputed_value,
        formula || '＝' || {{ percent_text("recomputed_percent") }} || '，应为'
        || {{ change_text("recomputed_percent", percent_text("abs(recomputed_percent)")) }} || '，报告写为'
        || {{ change_text("ratio_percent", number_text("abs(ratio_percent)") ~ " || '%'") }} || '。' as message,
        evidence_key,
        {{ without_nulls("places") }} as evidence_keys
    from rates

    union all

    select
        report_key,
        project_key,
        fact_key,
        case
            when recomputed_change is null or not is_yearly then 'insufficient_data'
            when recomputed_change * stated_change < 0 then 'fail'
            else 'pass'
        end as verdict,
        stated_text as stated_value,
        {{ money_text("recomputed_change") }} as recomputed_value,
        formula || '＝' || {{ money_text("recomputed_change") }} || '，与报告所写的增减方向（' || stated_text || '）相反。' as message,
        evidence_key,
        {{ without_nulls(array_of(["evidence_key", "current_evidence_key", "former_evidence_key"])) }} as evidence_keys
    from changes
)

{{ rule_check("direction_mismatch", "checked", ["fact_key"]) }}
