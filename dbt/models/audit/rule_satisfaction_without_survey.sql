with

indicators as (
    {{ audited("fct_indicator") }}
),

reports as (
    {{ audited("dim_report") }}
),

texts as (
    {{ audited("report_text") }}
),

measured as (
    select
        indicators.report_key,
        count(indicators.actual_value) as actual_count,
        min_by(indicators.evidence_key, indicators.value_start) filter (where indicators.actual_value is not null)
            as actual_evidence_key,
        min_by(indicators.evidence_key, indicators.value_start) as first_evidence_key,
        min_by(indicators.actual_value, indicators.value_start) filter (where indicators.actual_value is not null)
            as actual_value,
        min_by(indicators.actual_unit, indicators.value_start) filter (where indicators.actual_value is not null)
            as actual_unit
    from indicators
    inner join reports on indicators.report_key = reports.report_key
    where
        indicators.level2_inferred = 'satisfaction'
        and reports.report_type in ('department_self_evaluation', 'project_self_evaluation', 'performance_evaluation')
    group by indicators.report_key
),

surveyed as (
    select texts.report_key
    from texts
    inner join measured on texts.report_key = measured.report_key
    where {{ has_cue("satisfaction_without_survey", "survey", "texts.text") }}
),

checked as (
    select
        measured.report_key,
        cast(null as {{ type_string() }}) as project_key,
        case
            when measured.actual_count = 0 then 'insufficient_data'
            when surveyed.report_key is null then 'fail'
            else 'pass'
        end as verdict,
        {{ number_text("measured.actual_value") }} || coalesce(measured.actual_unit, '') as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        '报告称满意度为' || {{ number_text("measured.actual_value") }} || coalesce(measured.actual_unit, '')
        || '，全文没有提到调查、问卷、样本或其他来源。' as message,
        coalesce(measured.actual_evidence_key, measured.first_evidence_key) as evidence_key,
        {{ array_of(["coalesce(measured.actual_evidence_key, measured.first_evidence_key)"]) }} as evidence_keys
    from measured
    left join surveyed on measured.report_key = surveyed.report_key
)

{{ rule_check("satisfaction_without_survey", "checked", []) }}
