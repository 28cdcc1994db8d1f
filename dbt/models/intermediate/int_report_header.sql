{{
    config(
        materialized="incremental",
        incremental_strategy="replace_reports",
        on_schema_change="fail",
        meta={"covers": "loaded"},
    )
}}

with

reports as (
    select * from {{ ref("int_report") }}
    where is_rebuilt
),

mentions as (
    select * from {{ ref("stg_header_mention") }}
),

ranked as (
    select
        reports.report_key,
        mentions.field,
        mentions.value,
        {{ evidence_key("reports.report_key", "mentions") }} as evidence_key,
        row_number() over (
            partition by reports.report_key, mentions.field
            order by mentions.rank, mentions.value_start, mentions.value_end, mentions.value
        ) as choice
    from mentions
    inner join reports on mentions.document_sha256 = reports.document_sha256
),

chosen as (
    select
        report_key,
        max(case when field = 'title' then value end) as title,
        max(case when field = 'report_type' then value end) as report_type,
        max(case when field = 'fiscal_year' then try_cast(value as integer) end) as fiscal_year,
        max(case when field = 'report_date' then try_cast(value as date) end) as report_date,
        max(case when field = 'title' then evidence_key end) as title_evidence_key,
        max(case when field = 'report_type' then evidence_key end) as report_type_evidence_key,
        max(case when field = 'fiscal_year' then evidence_key end) as fiscal_year_evidence_key,
        max(case when field = 'report_date' then evidence_key end) as report_date_evidence_key
    from ranked
    where choice = 1
    group by report_key
),

final as (
    select
        reports.report_key,
        chosen.title,
        coalesce(chosen.report_type, 'other') as report_type,
        -- Self-evaluations and final accounts are written in the year after the money was spent.
        coalesce(
            chosen.fiscal_year,
            case
                when chosen.report_type in ('department_self_evaluation', 'project_self_evaluation', 'final_account')
                    then cast(extract(year from chosen.report_date) as integer) - 1
            end
        ) as fiscal_year,
        chosen.report_date,
        chosen.title_evidence_key,
        chosen.report_type_evidence_key,
        coalesce(chosen.fiscal_year_evidence_key, chosen.report_date_evidence_key) as fiscal_year_evidence_key,
        chosen.report_date_evidence_key
    from reports
    left join chosen on reports.report_key = chosen.report_key
)

select * from final
