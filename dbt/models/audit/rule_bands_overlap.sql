with

bands as (
    {{ audited("fct_score_distribution") }}
),

stated as (
    select
        report_key,
        band_low,
        band_high,
        min_by(evidence_key, value_start) as evidence_key,
        min(value_start) as value_start
    from bands
    where grade is not null
    group by report_key, band_low, band_high
),

-- The band that begins next above; an open one ends where it likes.
stepped as (
    select
        *,
        lead(band_low) over above as next_low,
        lead(evidence_key) over above as next_evidence_key,
        count(*) over (partition by report_key) as band_count
    from stated
    where band_low is not null
    window above as (partition by report_key order by band_low, value_start)
),

checked as (
    select
        report_key,
        cast(null as {{ type_string() }}) as project_key,
        evidence_key,
        band_low,
        band_high,
        case
            when band_high is null then 'insufficient_data'
            when band_high > next_low then 'fail'
            else 'pass'
        end as verdict,
        {{ number_text("band_low") }} || '～' || {{ number_text("band_high") }} || '分' as stated_value,
        {{ number_text("next_low") }} || '分' as recomputed_value,
        '分数段' || {{ number_text("band_low") }} || '～' || {{ number_text("band_high") }} || '分与从'
        || {{ number_text("next_low") }} || '分起的分数段重叠。' as message,
        {{ without_nulls(array_of(["evidence_key", "next_evidence_key"])) }} as evidence_keys
    from stepped
    where next_low is not null
)

{{ rule_check("bands_overlap", "checked", ["band_low", "band_high"]) }}
