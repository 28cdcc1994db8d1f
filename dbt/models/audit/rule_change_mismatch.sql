with

changes as (
    select * from {{ ref("int_comparable_change_amount") }}
),

checked as (
    select
        report_key,
        project_key,
        fact_key,
        case
            when recomputed_change is null or not is_yearly then 'insufficient_data'
            when abs(cast(recomputed_change - stated_change as double)) <= tolerance + 1e-6 then 'pass'
            else 'fail'
        end as verdict,
        stated_text as stated_value,
        {{ money_text("recomputed_change") }} as recomputed_value,
        formula || '＝' || {{ money_text("recomputed_change") }} || '，报告写的增减额为' || stated_text || '。' as message,
        evidence_key,
        {{ without_nulls(array_of(["evidence_key", "current_evidence_key", "former_evidence_key"])) }} as evidence_keys
    from changes
    -- A change in the wrong direction is a rule of its own.
    where recomputed_change is null or recomputed_change * stated_change >= 0
)

{{ rule_check("change_mismatch", "checked", ["fact_key"]) }}
