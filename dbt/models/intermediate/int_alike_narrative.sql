{{ config(materialized="table") }}

{#- Pairs of stated problems, improvements and objectives that share a band of their signatures, with how alike their words
    really are; each pair stands in both orders. What more reports say than a profile allows for is a phrase of the genre and
    pairs with nothing, which also bounds the pairs by the number of passages. relation: same_report, same_department (another
    report), other_department, or unknown where a department is not known. -#}

with

reports as (
    select * from {{ ref("dim_report") }}
    where is_current
),

departments as (
    select * from {{ ref("dim_department") }}
),

narratives as (
    select * from {{ ref("fct_narrative") }}
    where signature is not null
),

thresholds as (
    {{ thresholds("copied_across_departments", ["most_sharers"]) }}
),

signed as (
    select
        narratives.fact_key,
        narratives.report_key,
        narratives.project_key,
        narratives.kind,
        narratives.text,
        narratives.signature,
        narratives.value_start,
        narratives.evidence_key,
        reports.department_key,
        reports.fiscal_year,
        thresholds.most_sharers,
        departments.region_code is not null and departments.organ_name is not null as is_known
    from narratives
    inner join reports on narratives.report_key = reports.report_key
    inner join departments on reports.department_key = departments.department_key
    inner join thresholds on narratives.report_key = thresholds.report_key
),

bands as (
    select
        fact_key,
        report_key,
        kind,
        most_sharers,
        unnest({{ split_text("signature", " ") }}) as band
    from signed
),

shared as (
    select *
    from bands
    qualify count(*) over (partition by kind, band) between 2 and most_sharers
),

paired as (
    select distinct
        firsts.fact_key,
        seconds.fact_key as other_fact_key
    from shared as firsts
    inner join shared as seconds
        on firsts.kind = seconds.kind and firsts.band = seconds.band and firsts.fact_key <> seconds.fact_key
),

compared as (
    select
        firsts.fact_key,
        firsts.report_key,
        firsts.fiscal_year,
        firsts.value_start,
        firsts.text,
        firsts.evidence_key,
        seconds.fact_key as other_fact_key,
        seconds.report_key as other_report_key,
        seconds.department_key as other_department_key,
        seconds.fiscal_year as other_fiscal_year,
        seconds.value_start as other_value_start,
        seconds.evidence_key as other_evidence_key,
        case
            when firsts.report_key = seconds.report_key then 'same_report'
            when firsts.department_key = seconds.department_key then 'same_department'
            when firsts.is_known and seconds.is_known then 'other_department'
            else 'unknown'
        end as relation,
        {{ letter_runs(letters_of("firsts.text")) }} as runs,
        {{ letter_runs(letters_of("seconds.text")) }} as other_runs
    from paired
    inner join signed as firsts on paired.fact_key = firsts.fact_key
    inner join signed as seconds on paired.other_fact_key = seconds.fact_key
),

final as (
    select
        fact_key,
        report_key,
        fiscal_year,
        value_start,
        text,
        evidence_key,
        other_fact_key,
        other_report_key,
        other_department_key,
        other_fiscal_year,
        other_value_start,
        other_evidence_key,
        relation,
        {{ common_percent("runs", "other_runs") }} as alike_percent
    from compared
)

select * from final
