{#- A score above what the report's own indicators leave: each target that is missed takes its weight, in the proportion in
    which it is missed. Targets that cannot be judged count as met. -#}

with

scores as (
    {{ audited("fct_score") }}
),

indicators as (
    {{ audited("fct_indicator") }}
),

thresholds as (
    {{ thresholds("score_inflated", ["full_score", "allowed_points"]) }}
),

rated as (
    {{ rated(["full_score", "allowed_points"]) }}
),

missed as (
    select
        *,
        weight * (1 - case
            when target_operator in ('>=', '>', '=') and target_value > 0
                then least(greatest(actual_value / target_value, 0), 1)
            when target_operator in ('<=', '<') and actual_value > 0
                then least(greatest(target_value / actual_value, 0), 1)
            else 1
        end) as lost_points
    from indicators
    where not attained and coalesce(target_unit, actual_unit, '') = coalesce(actual_unit, target_unit, '')
),

judged as (
    select
        rated.report_key,
        rated.project_key,
        rated.score,
        rated.full_score,
        rated.allowed_points,
        rated.evidence_key,
        count(*) filter (where indicators.attained is not null) as judged_count,
        count(*) filter (where indicators.attained is not null and indicators.weight is null) as weightless_count,
        coalesce(sum(missed.lost_points), 0) as lost_points,
        count(missed.fact_key) as missed_count,
        {{ gather("missed.evidence_key") }} as missed_evidence_keys
    from rated
    inner join indicators
        on rated.report_key = indicators.report_key and rated.project_key is not distinct from indicators.project_key
    left join missed on indicators.fact_key = missed.fact_key
    group by
        rated.report_key, rated.project_key, rated.score, rated.full_score, rated.allowed_points, rated.evidence_key
),

checked as (
    select
        report_key,
        project_key,
        case
            when judged_count = 0 or weightless_count > 0 then 'insufficient_data'
            when score > full_score - lost_points + allowed_points then 'fail'
            else 'pass'
        end as verdict,
        {{ number_text("score") }} as stated_value,
        {{ number_text("round(full_score - lost_points, 2)") }} as recomputed_value,
        '能判断的' || {{ number_text("judged_count") }} || '项指标中有' || {{ number_text("missed_count") }}
        || '项未达目标，按分值和完成比例至少应扣' || {{ number_text("round(lost_points, 2)") }} || '分，最多得'
        || {{ number_text("full_score") }} || '−' || {{ number_text("round(lost_points, 2)") }} || '＝'
        || {{ number_text("round(full_score - lost_points, 2)") }} || '分，报告写为' || {{ number_text("score") }} || '分。'
            as message,
        evidence_key,
        {{ array_append(array_of(["evidence_key"]), "missed_evidence_keys") }} as evidence_keys
    from judged
)

{{ rule_check("score_inflated", "checked", ["project_key"]) }}
