{{ config(meta={"holds": "rules"}) }}

with

reports as (
    select * from {{ ref("int_report") }}
    where is_current
),

rules as (
    select * from {{ ref("dim_rule") }}
),

checks as (
    select * from {{ ref("rule_check") }}
),

counted as (
    select
        report_key,
        rule_id,
        count(*) filter (where verdict = 'fail') as failed,
        count(*) filter (where verdict in ('pass', 'fail')) as checked
    from checks
    group by report_key, rule_id
),

final as (
    select
        reports.report_key,
        rules.rule_id,
        rules.rule_version,
        case
            when counted.report_key is null then 'not_applicable'
            when counted.failed > 0 then 'fail'
            when counted.checked > 0 then 'pass'
            else 'insufficient_data'
        end as outcome,
        cast(coalesce(counted.checked, 0) as integer) as checked
    from reports
    inner join rules on reports.is_rebuilt or rules.scope = 'corpus'
    left join counted on reports.report_key = counted.report_key and rules.rule_id = counted.rule_id
)

select * from final
