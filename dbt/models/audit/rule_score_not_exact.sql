with

scores as (
    {{ audited("fct_score") }}
),

reports as (
    {{ audited("dim_report") }}
),

rated as (
    select
        scores.report_key,
        scores.project_key,
        scores.scope,
        count(*) filter (where scores.score_operator = '=') as exact_count,
        min_by(scores.score, scores.value_start) filter (where scores.score is not null) as score,
        min_by(scores.grade, scores.value_start) filter (where scores.grade is not null) as grade,
        min_by(scores.evidence_key, scores.value_start) as evidence_key,
        {{ gather("scores.evidence_key") }} as evidence_keys
    from scores
    inner join reports on scores.report_key = reports.report_key
    where reports.report_type in ('department_self_evaluation', 'project_self_evaluation')
    group by scores.report_key, scores.project_key, scores.scope
),

checked as (
    select
        report_key,
        project_key,
        scope,
        case when exact_count > 0 then 'pass' when score is null then 'insufficient_data' else 'fail' end as verdict,
        coalesce({{ number_text("score") }} || '分以上', {{ grade_title("grade") }}) as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        '报告只写得分' || {{ number_text("score") }} || '分以上，没有写明确切得分。' as message,
        evidence_key,
        evidence_keys
    from rated
)

{{ rule_check("score_not_exact", "checked", ["project_key", "scope"]) }}
