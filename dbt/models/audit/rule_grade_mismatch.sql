with

scores as (
    {{ audited("fct_score") }}
),

bands as (
    {{ audited("fct_score_distribution") }}
),

official as (
    select * from {{ ref("int_report_grade_band") }}
),

own as (
    select distinct
        report_key,
        grade,
        band_low,
        band_high
    from bands
    where grade is not null and (band_low is not null or band_high is not null)
),

graded as (
    select * from scores
    where score is not null and grade is not null and is_primary
),

-- The report's own bands hold where it states any, the official ones of its province and year elsewhere.
measures as (
    select
        report_key,
        grade,
        band_low,
        band_high
    from own

    union all

    select
        reports.report_key,
        official.grade,
        official.band_low,
        cast(null as double) as band_high
    from (select distinct report_key from graded) as reports
    inner join official on reports.report_key = official.report_key
    where reports.report_key not in (select own.report_key from own)
),

-- A band that closes below the next (80—89分) still holds its highest score; a score between two bands has no grade.
expected as (
    select
        graded.fact_key,
        max_by(measures.grade, coalesce(measures.band_low, 0)) as grade
    from graded
    inner join measures
        on
            graded.report_key = measures.report_key
            and graded.score >= coalesce(measures.band_low, 0)
            and (
                measures.band_high is null
                or graded.score < measures.band_high
                or graded.score = measures.band_high and measures.band_high not in (
                    select others.band_low from measures as others
                    where others.report_key = measures.report_key and others.band_low is not null
                )
            )
    group by graded.fact_key
),

checked as (
    select
        graded.report_key,
        graded.project_key,
        graded.fact_key,
        case
            when expected.grade is null then 'insufficient_data'
            when expected.grade = graded.grade then 'pass'
            -- 60分以上 may be any grade from there on.
            when graded.score_operator = '>=' then 'insufficient_data'
            else 'fail'
        end as verdict,
        {{ grade_title("graded.grade") }} as stated_value,
        {{ grade_title("expected.grade") }} as recomputed_value,
        '得分' || {{ number_text("graded.score") }} || '分按分数线应为“' || {{ grade_title("expected.grade") }}
        || '”，报告写为“' || {{ grade_title("graded.grade") }} || '”。' as message,
        graded.evidence_key,
        {{ array_of(["graded.evidence_key"]) }} as evidence_keys
    from graded
    left join expected on graded.fact_key = expected.fact_key
)

{{ rule_check("grade_mismatch", "checked", ["fact_key"]) }}
