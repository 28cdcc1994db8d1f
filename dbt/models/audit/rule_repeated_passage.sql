with

reports as (
    select * from {{ ref("int_report") }}
    where is_current
),

narratives as (
    select * from {{ ref("fct_narrative") }}
),

thresholds as (
    {{ thresholds("repeated_passage", ["least_alike_percent"]) }}
),

alike as (
    select pairs.*
    from {{ ref("int_alike_narrative") }} as pairs
    inner join thresholds on pairs.report_key = thresholds.report_key
    where
        pairs.relation = 'same_report'
        and pairs.alike_percent >= thresholds.least_alike_percent
        -- Of two, the later one repeats.
        and pairs.value_start > pairs.other_value_start
),

repeated as (
    select
        fact_key,
        max_by(other_evidence_key, alike_percent) as other_evidence_key,
        max(alike_percent) as alike_percent
    from alike
    group by fact_key
),

checked as (
    select
        narratives.report_key,
        narratives.project_key,
        narratives.fact_key,
        case
            when repeated.fact_key is not null then 'fail'
            when narratives.signature is null then 'insufficient_data'
            else 'pass'
        end as verdict,
        left(narratives.text, 40) as stated_value,
        {{ percent_text("repeated.alike_percent") }} as recomputed_value,
        '“' || left(narratives.text, 40) || '”与本报告前文雷同（相似度' || {{ percent_text("repeated.alike_percent") }} || '）。'
            as message,
        narratives.evidence_key,
        {{ without_nulls(array_of(["narratives.evidence_key", "repeated.other_evidence_key"])) }} as evidence_keys
    from narratives
    inner join reports on narratives.report_key = reports.report_key
    left join repeated on narratives.fact_key = repeated.fact_key
)

{{ rule_check("repeated_passage", "checked", ["fact_key"]) }}
