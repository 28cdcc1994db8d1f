with

reports as (
    {{ audited("dim_report") }}
),

thresholds as (
    {{ thresholds("target_set_late", ["latest_month"]) }}
),

checked as (
    select
        reports.report_key,
        cast(null as {{ type_string() }}) as project_key,
        case
            when reports.report_date is null or reports.fiscal_year is null then 'insufficient_data'
            when
                extract(year from reports.report_date) * 12 + extract(month from reports.report_date)
                > reports.fiscal_year * 12 + thresholds.latest_month
                then 'fail'
            else 'pass'
        end as verdict,
        cast(reports.report_date as {{ type_string() }}) as stated_value,
        cast(reports.fiscal_year as {{ type_string() }}) || '年' || {{ number_text("thresholds.latest_month") }} || '月'
            as recomputed_value,
        cast(reports.fiscal_year as {{ type_string() }}) || '年的绩效目标填报于'
        || cast(reports.report_date as {{ type_string() }}) || '，晚于当年'
        || {{ number_text("thresholds.latest_month") }} || '月底。' as message,
        coalesce(reports.report_date_evidence_key, reports.report_type_evidence_key) as evidence_key,
        {{ array_of(["coalesce(reports.report_date_evidence_key, reports.report_type_evidence_key)"]) }}
            as evidence_keys
    from reports
    inner join thresholds on reports.report_key = thresholds.report_key
    where
        reports.report_type = 'performance_target'
        and coalesce(reports.report_date_evidence_key, reports.report_type_evidence_key) is not null
)

{{ rule_check("target_set_late", "checked", []) }}
