{{ config(materialized="table") }}

{%- set facts = [
    "fct_amount", "fct_ratio", "fct_disbursement_plan", "fct_indicator", "fct_score", "fct_score_distribution",
    "fct_staffing", "fct_narrative",
] %}

with

reports as (
    select * from {{ ref("dim_report") }}
    where is_current
),

departments as (
    select * from {{ ref("dim_department") }}
),

amounts as (
    select * from {{ ref("fct_amount") }}
),

indicators as (
    select * from {{ ref("fct_indicator") }}
),

findings as (
    select * from {{ ref("fct_finding") }}
),

outcomes as (
    select * from {{ ref("rule_outcome") }}
),

stated as (
    {% for fact in facts -%}
        select
            report_key,
            count(*) as facts
        from {{ ref(fact) }}
        group by report_key
        {% if not loop.last %}union all{% endif %}
    {% endfor -%}
),

fact_counts as (
    select
        report_key,
        sum(facts) as facts
    from stated
    group by report_key
),

-- What was read but could not be placed: money of no measure or without a unit, targets whose attainment is open.
open_amounts as (
    select
        report_key,
        count(*) as amounts,
        count(case when measure = 'other' then 1 end) as unclassed_amounts,
        count(case when amount_yuan is null then 1 end) as unitless_amounts
    from amounts
    group by report_key
),

open_indicators as (
    select
        report_key,
        count(*) as indicators,
        count(case
            when attained is null and target_value is not null and actual_value is not null then 1
        end) as undecided_indicators
    from indicators
    group by report_key
),

finding_counts as (
    select
        report_key,
        {{ finding_counts("severity") }}
    from findings
    group by report_key
),

outcome_counts as (
    select
        report_key,
        count(case when outcome in ('pass', 'fail') then 1 end) as checked_rules,
        count(case when outcome = 'insufficient_data' then 1 end) as insufficient_rules
    from outcomes
    group by report_key
),

final as (
    select
        {{ stable_key("coverage", ["departments.region_code", "reports.report_type", "reports.fiscal_year"]) }}
            as coverage_key,
        departments.region_code,
        max(departments.region_name) as region_name,
        max(departments.city_name) as city_name,
        max(departments.province_name) as province_name,
        reports.report_type,
        reports.fiscal_year,
        cast(count(*) as integer) as report_count,
        cast(count(distinct reports.department_key) as integer) as department_count,
        max(reports.report_date) as latest_report_date,
        cast(count(case when departments.organ_name is null then 1 end) as integer) as unnamed_report_count,
        cast(count(case when fact_counts.facts is null then 1 end) as integer) as factless_report_count,
        cast(coalesce(sum(fact_counts.facts), 0) as integer) as fact_count,
        cast(coalesce(sum(open_amounts.amounts), 0) as integer) as amount_count,
        cast(coalesce(sum(open_amounts.unclassed_amounts), 0) as integer) as unclassed_amount_count,
        cast(coalesce(sum(open_amounts.unitless_amounts), 0) as integer) as unitless_amount_count,
        cast(coalesce(sum(open_indicators.indicators), 0) as integer) as indicator_count,
        cast(coalesce(sum(open_indicators.undecided_indicators), 0) as integer) as undecided_indicator_count,
        cast(coalesce(sum(finding_counts.finding_count), 0) as integer) as finding_count,
        cast(coalesce(sum(finding_counts.error_count), 0) as integer) as error_count,
        cast(coalesce(sum(finding_counts.warning_count), 0) as integer) as warning_count,
        cast(coalesce(sum(finding_counts.info_count), 0) as integer) as info_count,
        cast(coalesce(sum(outcome_counts.checked_rules), 0) as integer) as checked_rule_count,
        cast(coalesce(sum(outcome_counts.insufficient_rules), 0) as integer) as insufficient_rule_count
    from reports
    inner join departments on reports.department_key = departments.department_key
    left join fact_counts on reports.report_key = fact_counts.report_key
    left join open_amounts on reports.report_key = open_amounts.report_key
    left join open_indicators on reports.report_key = open_indicators.report_key
    left join finding_counts on reports.report_key = finding_counts.report_key
    left join outcome_counts on reports.report_key = outcome_counts.report_key
    group by departments.region_code, reports.report_type, reports.fiscal_year
)

select * from final
