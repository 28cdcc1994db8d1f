with

bands as (
    {{ audited("fct_score_distribution") }}
),

national as (
    select * from {{ ref("grade_bands") }}
    where jurisdiction = 'national' and band_low > 0
),

compared as (
    select
        bands.report_key,
        bands.evidence_key,
        bands.value_start,
        bands.band_low,
        national.band_low as national_low
    from bands
    inner join national on bands.grade = national.grade
    where bands.band_low is not null
),

gathered as (
    select
        report_key,
        max(case when band_low <> national_low then 1 else 0 end) = 1 as differs,
        {{ joined(number_text("band_low"), "/", "band_low desc, value_start") }} as stated_value,
        {{ joined(number_text("national_low"), "/", "national_low desc, value_start") }} as recomputed_value,
        min_by(evidence_key, value_start) as evidence_key,
        {{ gather("evidence_key") }} as evidence_keys
    from compared
    group by report_key
),

checked as (
    select
        report_key,
        cast(null as {{ type_string() }}) as project_key,
        case when differs then 'fail' else 'pass' end as verdict,
        stated_value,
        recomputed_value,
        '报告自定的等级分数线为' || stated_value || '，与通行的' || recomputed_value || '不同。' as message,
        evidence_key,
        evidence_keys
    from gathered
)

{{ rule_check("nonstandard_bands", "checked", []) }}
