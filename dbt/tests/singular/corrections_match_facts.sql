{#- A correction must still find what it corrects: the fact in a current report, read as it was when the correction was
    written, and the project that it names in the same report. -#}
{{ config(store_failures=true) }}

with

corrections as (
    select * from {{ ref("stg_correction") }}
),

reports as (
    select * from {{ ref("dim_report") }}
),

listed as (
    select * from {{ ref("bridge_report_project") }}
),

facts as (
    {{ corrected_facts() }}
),

found as (
    select
        corrections.*,
        facts.report_key,
        reports.document_sha256,
        {{ json_value("facts.values_as_read", "corrections.field") }} as value_as_read,
        try_cast(corrections.original_value as double) as original_number,
        try_cast({{ json_value("facts.values_as_read", "corrections.field") }} as double) as number_as_read
    from corrections
    left join facts on corrections.fact_table = facts.fact_table and corrections.fact_key = facts.fact_key
    left join reports on facts.report_key = reports.report_key
),

judged as (
    select
        found.line_no,
        case
            when found.report_key is null
                then
                    found.fact_table || ' has no current fact ' || found.fact_key
                    || '; the report was replaced or is read otherwise: take the line out, or give the key of the fact'
                    || ' that stands there today (jixiao trace)'
            when found.report not in (found.report_key, found.document_sha256)
                then 'the fact is not of the report ' || found.report || ' but of ' || found.report_key
            when
                found.original_value <> coalesce(found.value_as_read, '')
                and not coalesce(found.original_number = found.number_as_read, false)
                then
                    found.field || ' is read as ' || coalesce(found.value_as_read, 'nothing') || ' today and not as '
                    || found.original_value || ': look at the report again, then take the line out or renew it'
            when found.field = 'project_key' and found.corrected_value is not null and listed.project_key is null
                then 'the report lists no project ' || found.corrected_value || '; take a key of bridge_report_project'
        end as fault
    from found
    left join listed on found.report_key = listed.report_key and found.corrected_value = listed.project_key
)

select
    line_no,
    'dbt/seeds/corrections.csv, line ' || line_no || ': ' || fault as problem
from judged
where fault is not null
order by line_no
