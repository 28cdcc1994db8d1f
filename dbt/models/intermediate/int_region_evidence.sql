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
    select * from {{ ref("int_report") }}
    where is_rebuilt
),

candidates as (
    select * from {{ ref("int_region_candidate") }}
),

ranked as (
    select
        candidates.*,
        row_number() over (
            partition by candidates.report_key
            order by candidates.score desc, candidates.region_code asc
        ) as place_in_order,
        count(*) over (partition by candidates.report_key) as rivals,
        max(candidates.score) over (
            partition by candidates.report_key
            order by candidates.score desc, candidates.region_code asc
            rows between 1 following and unbounded following
        ) as next_score
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
        ranked.support_evidence_keys,
        case
            when ranked.place_in_order = 1 then ranked.score / (ranked.score + coalesce(ranked.next_score, 0))
        end as confidence,
        ranked.place_in_order = 1
        and ranked.score > coalesce(ranked.next_score, 0)
        and case
            when ranked.candidates > {{ var("generic_place_candidates") }} then ranked.has_near_support
            when ranked.candidates > 1 then ranked.support > 0
            -- A region that only the body names decides where none other comes into question or other words support it.
            when ranked.kind = 'body' then ranked.rivals = 1 or ranked.support > 0
            else true
        end as decides
    from ranked
    inner join reports on ranked.report_key = reports.report_key
)

select * from final
