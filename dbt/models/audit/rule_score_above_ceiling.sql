with

scores as (
    {{ audited("fct_score") }}
),

ratios as (
    select * from {{ ref("int_comparable_ratio") }}
),

thresholds as (
    {{ thresholds("score_above_ceiling", ["execution_points", "full_score"]) }}
),

rated as (
    {{ rated(["execution_points", "full_score"]) }}
),

-- Points as decimals: the figures are printed with the digits that they have.
graded as (
    select
        report_key,
        project_key,
        score,
        evidence_key,
        cast(execution_points as decimal(12, 4)) as execution_points,
        cast(full_score - execution_points as decimal(12, 4)) as other_points
    from rated
),

-- The best rate that the report states for the subject's money; a rate of one kind of expense (三公) is none.
executed as (
    select
        report_key,
        project_key,
        max(ratio_percent + half_unit) as highest_percent,
        cast(max(ratio_percent) as decimal(12, 4)) as ratio_percent,
        max_by(evidence_key, ratio_percent) as evidence_key
    from ratios
    where
        measure = 'execution_rate'
        and not {{ matches_pattern("quote", cues("single_budget")) }}
    group by report_key, project_key
),

capped as (
    select
        graded.report_key,
        graded.project_key,
        graded.score,
        graded.evidence_key,
        executed.ratio_percent,
        executed.evidence_key as ratio_evidence_key,
        graded.execution_points,
        graded.other_points,
        graded.other_points + graded.execution_points * least(executed.highest_percent, 100) / 100 as highest_score,
        case
            when executed.ratio_percent is not null
                then round(graded.execution_points * least(executed.ratio_percent, 100) / 100, 2)
        end as rate_points
    from graded
    left join executed
        on graded.report_key = executed.report_key and graded.project_key is not distinct from executed.project_key
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
        {{ number_text("other_points + rate_points") }} as recomputed_value,
        '执行率' || {{ number_text("ratio_percent") }} || '%，执行率' || {{ number_text("execution_points") }}
        || '分最多得' || {{ number_text("rate_points") }} || '分，总分最多' || {{ number_text("other_points") }} || '＋'
        || {{ number_text("rate_points") }} || '＝' || {{ number_text("other_points + rate_points") }} || '分，报告写为'
        || {{ number_text("score") }} || '分。' as message,
        evidence_key,
        {{ without_nulls(array_of(["evidence_key", "ratio_evidence_key"])) }} as evidence_keys
    from capped
)

{{ rule_check("score_above_ceiling", "checked", ["project_key"]) }}
