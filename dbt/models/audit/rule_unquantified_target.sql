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
            when target_operator <> 'qualitative' then 'pass'
            -- A date is a figure here: 12月底前, 2024年6月.
            when {{ matches_pattern("coalesce(target_text, '')", "[0-9０-９一二三四五六七八九十]+ *(年|月|日|季度)") }} then 'pass'
            else 'fail'
        end as verdict,
        coalesce(target_text, '') as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        '指标“' || indicator_name || '”的目标值“' || coalesce(target_text, '') || '”没有量化，无法据以衡量完成程度。' as message,
        evidence_key,
        {{ array_of(["evidence_key"]) }} as evidence_keys
    from indicators
    where target_operator is not null
)

{{ rule_check("unquantified_target", "checked", ["fact_key"]) }}
