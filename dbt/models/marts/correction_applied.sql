{#- A correction that finds no fact is no row here: the test corrections_match_facts stops the load. -#}
{{ config(materialized="table") }}

with

corrections as (
    select * from {{ ref("stg_correction") }}
),

facts as (
    {{ corrected_facts() }}
),

final as (
    select
        facts.fact_table,
        facts.fact_key,
        facts.report_key,
        corrections.field,
        {{ json_value("facts.values_as_read", "corrections.field") }} as original_value,
        corrections.corrected_value,
        corrections.reason,
        corrections.reviewer,
        try_cast(corrections.corrected_on as date) as corrected_on,
        facts.evidence_key
    from corrections
    inner join facts on corrections.fact_table = facts.fact_table and corrections.fact_key = facts.fact_key
)

select * from final
