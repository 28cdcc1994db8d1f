{{
    config(
        materialized="incremental",
        incremental_strategy="replace_reports",
        on_schema_change="fail",
        meta={"covers": "loaded"},
    )
}}

{#- What speaks for each region that came into question, kept so that a reader can judge the choice. -#}

with

reports as (
    select * from {{ ref("int_report") }} where is_rebuilt
),

candidates as (
    select * from {{ ref("int_region_candidate") }}
),

ranked as (
    select
        candidates.*,
        row_number() over (
            partition by candidates.report_key
            order by candidates.score desc, candidates.region_code
        ) as place_in_order,
        max(candidates.score) over (partition by candidates.report_key) as best_score,
        sum(candidates.score) over (partition by candidates.report_key) as all_scores,
        count(*) over (partition by candidates.report_key, candidates.score) as equals
    from candidates
),

final as (
    select
        reports.report_key,
        ranked.region_code,
        ranked.kind,
        ranked.place_text,
        ranked.candidates,
        ranked.mention_count,
        ranked.supporting_places,
        ranked.score,
        ranked.evidence_key,
        cast(ranked.score as double) / ranked.all_scores as confidence,
        ranked.place_in_order = 1
        and ranked.equals = 1
        and case
            when ranked.candidates > {{ var("generic_place_candidates") }} then ranked.has_near_support
            when ranked.candidates > 1 then ranked.support > 0
            when ranked.kind = 'body' then ranked.support > 0 or ranked.mention_count >= {{ var("body_mentions_that_decide") }}
            else true
        end as decides
    from ranked
    inner join reports on ranked.report_key = reports.report_key
)

select * from final
