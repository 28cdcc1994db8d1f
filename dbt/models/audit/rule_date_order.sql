with

statements as (
    select * from {{ ref("int_audit_statement") }}
    where kind = 'event'
),

reports as (
    {{ audited("dim_report") }}
),

dated as (
    select
        statements.*,
        reports.report_date,
        {{ day_of("statements.said") }} as event_date
    from statements
    inner join reports on statements.report_key = reports.report_key
),

checked as (
    select
        report_key,
        cast(null as {{ type_string() }}) as project_key,
        char_start,
        case
            when report_date is null or event_date is null then 'insufficient_data'
            when event_date > report_date then 'fail'
            else 'pass'
        end as verdict,
        cast(event_date as {{ type_string() }}) as stated_value,
        cast(report_date as {{ type_string() }}) as recomputed_value,
        '报告日期为' || cast(report_date as {{ type_string() }}) || '，却叙述了' || cast(event_date as {{ type_string() }})
        || '已发生的事项“' || said || '”。' as message,
        evidence_key,
        {{ array_of(["evidence_key"]) }} as evidence_keys
    from dated
)

{{ rule_check("date_order", "checked", ["char_start"]) }}
