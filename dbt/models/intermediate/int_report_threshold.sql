{#- The thresholds that hold for each current report, by rule and parameter: those of its province before the national
    ones, and of these the newest that its year has reached. -#}

with

reports as (
    select * from {{ ref("int_report_jurisdiction") }}
),

profiles as (
    select * from {{ ref("audit_profiles") }}
),

-- Few provinces and years stand for all reports.
jurisdictions as (
    select distinct
        province_code,
        rule_year
    from reports
),

resolved as (
    select
        jurisdictions.province_code,
        jurisdictions.rule_year,
        profiles.rule_id,
        profiles.parameter,
        profiles.value,
        row_number() over (
            partition by jurisdictions.province_code, jurisdictions.rule_year, profiles.rule_id, profiles.parameter
            order by case when profiles.jurisdiction = 'national' then 1 else 0 end, profiles.first_year desc
        ) as choice
    from jurisdictions
    inner join profiles
        on
            profiles.jurisdiction in ('national', jurisdictions.province_code)
            and jurisdictions.rule_year >= profiles.first_year
),

final as (
    select
        reports.report_key,
        resolved.rule_id,
        resolved.parameter,
        resolved.value
    from reports
    inner join resolved
        on
            reports.province_code is not distinct from resolved.province_code
            and reports.rule_year = resolved.rule_year
            and resolved.choice = 1
)

select * from final
