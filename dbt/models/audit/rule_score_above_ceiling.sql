with

scores as (
    {{ audited("fct_score") }}
),

ratios as (
    select * from {{ ref("int_comparable_ratio") }}
),

rated as (
    select
        report_key,
        project_key,
        max(score) as score,
        max_by(evidence_key, score * 1000000000.0 - value_start) as evidence_key
    from scores
    where score is not null and score_operator = '=' and scope <> 'projects_overall' and score <= 100
    group by report_key, project_key
),

-- The best rate that the report states for the subject's money; a rate of one kind of expense (三公) is none.
executed as (
    select
        report_key,
        project_key,
        max(ratio_percent + half_unit) as highest_percent,
        max_by(ratio_percent, ratio_percent) as ratio_percent,
        max_by(evidence_key, ratio_percent) as evidence_key
    from ratios
    where
        measure = 'execution_rate'
        and not {{ matches_pattern("quote", "三公|接待|公务|出国|采购|培训费|会议费") }}
    group by report_key, project_key
),

capped as (
    select
        rated.report_key,
        rated.project_key,
        rated.score,
        rated.evidence_key,
        executed.ratio_percent,
        executed.evidence_key as ratio_evidence_key,
        90 + least(executed.highest_percent, 100) / 10 as highest_score,
        {{ number_text("round(least(cast(executed.ratio_percent as decimal(12, 4)), 100) / 10, 2)") }} as rate_points,
        {{ number_text("round(90 + least(cast(executed.ratio_percent as decimal(12, 4)), 100) / 10, 2)") }}
            as ceiling_text
    from rated
    left join executed
        on rated.report_key = executed.report_key and rated.project_key is not distinct from executed.project_key
),

checked as (
    select
        report_key,
        project_key,
        case
            when ratio_percent is null then 'insufficient_data'
            when score > highest_score + 1e-9 and ratio_percent < 100 then 'fail'
            else 'pass'
        end as verdict,
        {{ number_text("score") }} as stated_value,
        case when ratio_percent is not null then ceiling_text end as recomputed_value,
        '执行率' || {{ number_text("ratio_percent") }} || '%，执行率10分最多得' || rate_points || '分，总分最多90＋'
        || rate_points || '＝' || ceiling_text || '分，报告写为' || {{ number_text("score") }} || '分。' as message,
        evidence_key,
        {{ without_nulls(array_of(["evidence_key", "ratio_evidence_key"])) }} as evidence_keys
    from capped
)

{{ rule_check("score_above_ceiling", "checked", ["project_key"]) }}
