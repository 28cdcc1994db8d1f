with

mentions as (
    select * from {{ ref("stg_score_band") }}
),

reports as (
    select * from {{ ref("int_report") }}
    where is_rebuilt and is_current
),

keyed as (
    select
        {{ fact_key("score_band", "reports.report_key", "mentions") }} as fact_key,
        reports.report_key,
        cast(mentions.band_low as double) as band_low,
        cast(mentions.band_high as double) as band_high,
        mentions.grade,
        mentions.project_count,
        mentions.value_start,
        mentions.value_end,
        {{ evidence_key("reports.report_key", "mentions") }} as evidence_key
    from mentions
    inner join reports on mentions.document_sha256 = reports.document_sha256
),

final as (
    {{ corrected("fct_score_distribution", "keyed") }}
)

select * from final
