with

scores as (
    {{ audited("fct_score") }}
),

thresholds as (
    {{ thresholds("all_scores_full", ["full_score", "least_scores"]) }}
),

-- One score for each project: its lowest.
rated as (
    select
        report_key,
        project_key,
        min(score) as score,
        min_by(evidence_key, value_start) as evidence_key,
        min(value_start) as value_start
    from scores
    where scope = 'project' and score_operator = '=' and project_key is not null
    group by report_key, project_key
),

counted as (
    select
        rated.report_key,
        count(*) as score_count,
        min(rated.score) as least_score,
        max(thresholds.full_score) as full_score,
        max(thresholds.least_scores) as least_scores,
        min_by(rated.evidence_key, rated.value_start) as evidence_key,
        {{ gather("rated.evidence_key") }} as evidence_keys
    from rated
    inner join thresholds on rated.report_key = thresholds.report_key
    group by rated.report_key
),

checked as (
    select
        report_key,
        cast(null as {{ type_string() }}) as project_key,
        case
            when score_count < least_scores then 'insufficient_data'
            when least_score >= full_score then 'fail'
            else 'pass'
        end as verdict,
        {{ number_text("score_count") }} as stated_value,
        {{ number_text("least_score") }} as recomputed_value,
        '报告给' || {{ number_text("score_count") }} || '个项目评分，全部为满分' || {{ number_text("full_score") }} || '分。'
            as message,
        evidence_key,
        evidence_keys
    from counted
)

{{ rule_check("all_scores_full", "checked", []) }}
