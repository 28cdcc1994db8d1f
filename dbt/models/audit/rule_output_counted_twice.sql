with

projects as (
    {{ audited("int_report_project") }}
),

indicators as (
    {{ audited("fct_indicator") }}
),

amounts as (
    select * from {{ ref("int_comparable_amount") }}
),

-- The funding slices of one project.
slices as (
    select
        *,
        min(project_ordinal) over (partition by report_key, base_project_name) as first_ordinal,
        count(distinct name_fund_level) over (partition by report_key, base_project_name) as level_count
    from projects
    where name_fund_level is not null
),

outputs as (
    select
        slices.report_key,
        slices.base_project_name,
        slices.project_key,
        slices.project_ordinal,
        'indicator/' || indicators.indicator_name || '/' || {{ number_text("indicators.actual_value") }}
        || '/' || coalesce(indicators.actual_unit, '') as output,
        {{ number_text("indicators.actual_value") }} || coalesce(indicators.actual_unit, '') as stated_text,
        indicators.value_start,
        indicators.evidence_key
    from slices
    inner join indicators on slices.report_key = indicators.report_key and slices.project_key = indicators.project_key
    where
        slices.level_count > 1
        and indicators.actual_value > 0
        -- A share (合格率) may well be the same under each slice.
        and coalesce(indicators.actual_unit, '') not in ('%', '％', '分')

    union all

    select
        slices.report_key,
        slices.base_project_name,
        slices.project_key,
        slices.project_ordinal,
        'purchase/' || coalesce(amounts.label, '') || '/' || amounts.stated_text as output,
        coalesce(amounts.label, '') || amounts.stated_text as stated_text,
        amounts.value_start,
        amounts.evidence_key
    from slices
    inner join amounts on slices.report_key = amounts.report_key and slices.project_key = amounts.project_key
    where slices.level_count > 1 and amounts.measure = 'other' and amounts.value > 0
),

repeated as (
    select
        report_key,
        base_project_name,
        output,
        min_by(stated_text, value_start) as stated_text,
        min(value_start) as value_start,
        count(distinct project_key) as slice_count,
        min_by(project_key, project_ordinal) as project_key,
        min_by(evidence_key, value_start) as evidence_key,
        {{ gather("evidence_key") }} as evidence_keys
    from outputs
    group by report_key, base_project_name, output
),

found as (
    select
        report_key,
        base_project_name,
        max(slice_count) as slice_count,
        min_by(project_key, value_start) filter (where slice_count > 1) as project_key,
        min_by(project_key, value_start) as first_project_key,
        {{ joined("case when slice_count > 1 then stated_text end", "、", "value_start") }} as outputs_text,
        min_by(stated_text, value_start) filter (where slice_count > 1) as stated_text,
        coalesce(min_by(evidence_key, value_start) filter (where slice_count > 1), min_by(evidence_key, value_start))
            as evidence_key,
        list(evidence_keys) filter (where slice_count > 1) as repeated_keys,
        list(evidence_keys) as compared_keys
    from repeated
    group by report_key, base_project_name
),

checked as (
    select
        report_key,
        coalesce(project_key, first_project_key) as project_key,
        base_project_name,
        case when slice_count > 1 then 'fail' else 'pass' end as verdict,
        stated_text || '×' || cast(slice_count as {{ type_string() }}) as stated_value,
        stated_text as recomputed_value,
        '“' || base_project_name || '”的' || cast(slice_count as {{ type_string() }}) || '个资金层级各全额列了同一产出：'
        || outputs_text || '。' as message,
        evidence_key,
        {{ without_nulls("flatten(coalesce(repeated_keys, compared_keys))") }} as evidence_keys
    from found

    union all

    select
        slices.report_key,
        min_by(slices.project_key, slices.project_ordinal) as project_key,
        slices.base_project_name,
        'insufficient_data' as verdict,
        cast(null as {{ type_string() }}) as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        cast(null as {{ type_string() }}) as message,
        min_by(slices.evidence_key, slices.project_ordinal) as evidence_key,
        {{ gather("slices.evidence_key") }} as evidence_keys
    from slices
    left join found on slices.report_key = found.report_key and slices.base_project_name = found.base_project_name
    where slices.level_count > 1 and found.report_key is null
    group by slices.report_key, slices.base_project_name
)

{{ rule_check("output_counted_twice", "checked", ["base_project_name"]) }}
