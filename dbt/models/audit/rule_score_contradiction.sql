with

scores as (
    {{ audited("fct_score") }}
),

reports as (
    {{ audited("dim_report") }}
),

-- Only a body's own evaluation gives one score; others set their score beside it.
rated as (
    select
        scores.report_key,
        scores.project_key,
        scores.scope,
        min(scores.score) as least_score,
        max(scores.score) as most_score,
        count(*) as statement_count,
        min_by(scores.evidence_key, scores.value_start) as evidence_key,
        {{ gather("scores.evidence_key") }} as evidence_keys,
        {{ joined(number_text("scores.score") ~ " || '分'", "、", "scores.value_start") }} as scores_text
    from scores
    inner join reports on scores.report_key = reports.report_key
    where
        scores.score_operator = '='
        and reports.report_type in ('department_self_evaluation', 'project_self_evaluation')
    group by scores.report_key, scores.project_key, scores.scope
),

checked as (
    select
        report_key,
        project_key,
        scope,
        case
            when most_score > least_score then 'fail'
            when statement_count = 1 then 'insufficient_data'
            else 'pass'
        end as verdict,
        scores_text as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        '报告对同一对象写了不同的得分：' || scores_text || '。' as message,
        evidence_key,
        evidence_keys
    from rated
)

{{ rule_check("score_contradiction", "checked", ["project_key", "scope"]) }}
