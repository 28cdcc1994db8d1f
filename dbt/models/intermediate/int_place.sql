{#- Places that a report names, one row for each region that the words may mean, with the regions that contain it. -#}

with

reports as (
    select * from {{ ref("int_report") }}
    where is_rebuilt
),

mentions as (
    select * from {{ ref("stg_place_mention") }}
),

regions as (
    select * from {{ ref("int_region") }}
),

kinds as (
    select * from {{ ref("region_evidence_kinds") }}
),

located as (
    select
        reports.report_key,
        mentions.kind,
        mentions.place_text,
        mentions.candidates,
        mentions.value_start,
        regions.region_code,
        regions.city_code,
        regions.province_code,
        kinds.tier,
        kinds.weight,
        {{ evidence_key("reports.report_key", "mentions") }} as evidence_key
    from mentions
    inner join reports on mentions.document_sha256 = reports.document_sha256
    inner join regions on mentions.region_code = regions.region_code
    inner join kinds on mentions.kind = kinds.kind
),

final as (
    select
        report_key,
        kind,
        place_text,
        region_code,
        city_code,
        province_code,
        tier,
        candidates,
        -- Words that fit many regions say little for each of them.
        cast(weight as double) / candidates as weight,
        count(distinct value_start) as mention_count,
        min(value_start) as first_start,
        min_by(evidence_key, value_start) as evidence_key
    from located
    group by report_key, kind, place_text, region_code, city_code, province_code, tier, weight, candidates
)

select * from final
