{#- What the outcomes say about the rules themselves: one that never fires, or that fires on most of what it checks, is
    more likely to be wrong than the reports are. -#}
{{ config(materialized="table") }}

with

outcomes as (
    select * from {{ ref("rule_outcome") }}
),

rules as (
    select * from {{ ref("dim_rule") }}
),

counted as (
    select
        rules.rule_id,
        rules.rule_version,
        count(outcomes.report_key) as report_count,
        count(*) filter (where outcomes.outcome = 'fail') as fail_count,
        count(*) filter (where outcomes.outcome = 'pass') as pass_count,
        count(*) filter (where outcomes.outcome = 'not_applicable') as not_applicable_count,
        count(*) filter (where outcomes.outcome = 'insufficient_data') as insufficient_data_count,
        coalesce(sum(outcomes.checked), 0) as comparison_count
    from rules
    left join outcomes on rules.rule_id = outcomes.rule_id
    group by rules.rule_id, rules.rule_version
),

final as (
    select
        rule_id,
        rule_version,
        cast(report_count as integer) as report_count,
        cast(fail_count as integer) as fail_count,
        cast(pass_count as integer) as pass_count,
        cast(not_applicable_count as integer) as not_applicable_count,
        cast(insufficient_data_count as integer) as insufficient_data_count,
        cast(comparison_count as bigint) as comparison_count,
        -- Of the reports that the rule could decide on; a report without anything to compare says nothing about it.
        cast(100.0 * fail_count / nullif(fail_count + pass_count, 0) as decimal(12, 4)) as fail_percent,
        case
            when fail_count = 0 then 'never_fires'
            when fail_count > pass_count then 'fires_on_most'
        end as flag
    from counted
)

select * from final
