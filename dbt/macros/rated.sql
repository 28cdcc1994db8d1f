{#- The highest score that a report states for each subject (a project, or the whole body), where it stands first, beside the
    rule's thresholds. Reads the CTEs scores and thresholds (which has full_score); scores above the full score are of another scale. -#}
{% macro rated(parameters) -%}
    select
        scores.report_key,
        scores.project_key,
        max(scores.score) as score,
        max_by(scores.evidence_key, scores.score * 1000000000.0 - scores.value_start) as evidence_key
        {%- for parameter in parameters %},
        max(thresholds.{{ parameter }}) as {{ parameter }}
        {%- endfor %}
    from scores
    inner join thresholds on scores.report_key = thresholds.report_key
    where
        scores.score_operator = '='
        and scores.scope <> 'projects_overall'
        and scores.score <= thresholds.full_score
    group by scores.report_key, scores.project_key
{%- endmacro %}
