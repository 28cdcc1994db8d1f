{#- The regions that may be a report's own, each with what speaks for it. A region comes into question by the best kind of
    place that names it (its tier); other words of the report that name it or a region around it support it. -#}

with

places as (
    select * from {{ ref("int_place") }}
),

proposals as (
    select
        *,
        min(tier) over (partition by report_key) as best_tier,
        row_number() over (
            partition by report_key, region_code
            order by tier asc, weight desc, first_start asc, place_text asc
        ) as choice
    from places
    where tier is not null
),

candidates as (
    select * from proposals
    where tier = best_tier and choice = 1
),

supports as (
    select
        candidates.report_key,
        candidates.region_code,
        places.place_text,
        max(places.weight) as weight,
        max_by(places.evidence_key, places.weight) as evidence_key,
        -- A province's name cannot tell which of its cities' zones is meant, since not every zone has a code.
        max(
            case
                when places.region_code = candidates.region_code or places.region_code = candidates.city_code then 1
                else 0
            end
        ) as is_near
    from candidates
    inner join places
        on
            candidates.report_key = places.report_key
            and candidates.place_text <> places.place_text
            and places.region_code in (candidates.region_code, candidates.city_code, candidates.province_code)
    group by candidates.report_key, candidates.region_code, places.place_text
),

supported as (
    select
        report_key,
        region_code,
        sum(weight) as support,
        count(*) as supporting_places,
        max(is_near) as has_near_support,
        {{ gather("evidence_key") }} as evidence_keys
    from supports
    group by report_key, region_code
),

final as (
    select
        candidates.report_key,
        candidates.region_code,
        candidates.tier,
        candidates.kind,
        candidates.place_text,
        candidates.candidates,
        candidates.mention_count,
        candidates.first_start,
        candidates.evidence_key,
        supported.evidence_keys as support_evidence_keys,
        coalesce(supported.support, 0) as support,
        coalesce(supported.supporting_places, 0) as supporting_places,
        coalesce(supported.has_near_support, 0) = 1 as has_near_support,
        candidates.weight
        + coalesce(supported.support, 0)
        + case when candidates.kind = 'body' then least(candidates.mention_count, 10) else 0 end as score
    from candidates
    left join supported
        on candidates.report_key = supported.report_key and candidates.region_code = supported.region_code
)

select * from final
