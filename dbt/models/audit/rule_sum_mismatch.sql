with

sums as (
    select * from {{ ref("int_comparable_sum") }}
),

checked as (
    select
        report_key,
        project_key,
        whole_key,
        kind,
        case
            when fits or is_explained then 'pass'
            when is_mixed or is_misled then 'insufficient_data'
            -- An approximate whole (近100万元) has no last digit to go by.
            when {{ matches_pattern("quote", cues("approximate")) }} then 'insufficient_data'
            when difference > 0 or is_exhaustive then 'fail'
            -- 其中 may name some of the parts only.
            else 'insufficient_data'
        end as verdict,
        whole_text as stated_value,
        {{ money_text("parts_value") }} as recomputed_value,
        case kind
            when 'slices' then '同一项目各资金层级合计'
            when 'restated' then '同一数额另处所列各项合计'
            when 'table' then '表中各行合计'
            else '所列各项合计'
        end
        || parts_text || '＝' || {{ money_text("parts_value") }} || '，与报告所述' || whole_text || '相差'
        || {{ money_text("abs(difference)") }} || '。' as message,
        evidence_key,
        {{ without_nulls(array_append(array_of(["evidence_key"]), "part_evidence_keys")) }} as evidence_keys
    from sums
)

{{ rule_check("sum_mismatch", "checked", ["whole_key", "kind"]) }}
