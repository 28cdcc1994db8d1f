with

scores as (
    {{ audited("fct_score") }}
),

problems as (
    {{ audited("fct_narrative") }}
),

thresholds as (
    {{ thresholds("full_score_with_problems", ["full_percent", "full_score"]) }}
),

rated as (
    {{ rated(["full_percent", "full_score"]) }}
),

-- The problems of the report as a whole are those of its projects too.
stated as (
    select
        rated.report_key,
        rated.project_key,
        count(*) as problem_count,
        min_by(problems.text, problems.value_start) as first_problem,
        {{ gather("problems.evidence_key") }} as evidence_keys
    from rated
    inner join problems
        on
            rated.report_key = problems.report_key
            and (rated.project_key is null or problems.project_key is null or rated.project_key = problems.project_key)
    where
        problems.kind = 'problem'
        and not {{ matches_pattern("problems.text", cues("no_problem")) }}
    group by rated.report_key, rated.project_key
),

checked as (
    select
        rated.report_key,
        rated.project_key,
        case
            when rated.score >= rated.full_score * rated.full_percent / 100 and stated.problem_count > 0 then 'fail'
            else 'pass'
        end as verdict,
        {{ number_text("rated.score") }} as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        '得分' || {{ number_text("rated.score") }} || '分，达到满分' || {{ number_text("rated.full_score") }}
        || '分的' || {{ number_text("rated.full_percent") }} || '%以上，同时列有'
        || cast(stated.problem_count as {{ type_string() }}) || '条问题，如“' || left(stated.first_problem, 30) || '”。'
            as message,
        rated.evidence_key,
        {{ array_append(array_of(["rated.evidence_key"]), "stated.evidence_keys") }} as evidence_keys
    from rated
    left join stated
        on rated.report_key = stated.report_key and rated.project_key is not distinct from stated.project_key
)

{{ rule_check("full_score_with_problems", "checked", ["project_key"]) }}
