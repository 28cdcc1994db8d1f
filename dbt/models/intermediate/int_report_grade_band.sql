{#- The official bands of scores that hold for each current report: its province's before the national ones, and of these
    the newest that its year has reached. A report of a year before any has the first national ones. -#}

with

reports as (
    select * from {{ ref("int_report_jurisdiction") }}
),

bands as (
    select * from {{ ref("grade_bands") }}
),

jurisdictions as (
    select distinct
        province_code,
        rule_year
    from reports
),

candidates as (
    select distinct
        jurisdictions.province_code,
        jurisdictions.rule_year,
        bands.jurisdiction,
        bands.first_year
    from jurisdictions
    inner join bands
        on
            bands.jurisdiction in ('national', jurisdictions.province_code)
            and (bands.jurisdiction = 'national' or jurisdictions.rule_year >= bands.first_year)
),

resolved as (
    select
        *,
        row_number() over (
            partition by province_code, rule_year
            order by
                case when jurisdiction = 'national' then 1 else 0 end,
                case when rule_year >= first_year then 0 else 1 end,
                abs(rule_year - first_year)
        ) as choice
    from candidates
),

final as (
    select
        reports.report_key,
        bands.grade,
        bands.band_low,
        bands.band_high
    from reports
    inner join resolved
        on
            reports.province_code is not distinct from resolved.province_code
            and reports.rule_year = resolved.rule_year
            and resolved.choice = 1
    inner join bands
        on resolved.jurisdiction = bands.jurisdiction and resolved.first_year = bands.first_year
)

select * from final
