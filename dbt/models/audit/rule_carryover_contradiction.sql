with

statements as (
    select * from {{ ref("int_audit_statement") }}
),

reports as (
    {{ audited("dim_report") }}
),

denials as (
    select * from statements
    where kind = 'no_carryover'
),

payments as (
    select
        *,
        cast({{ first_match("said", "^([0-9]{4})年") }} as integer) as payment_year
    from statements
    where kind = 'payment'
),

-- The sentence of the denial and the ones beside it speak of the same money.
beside as (
    select
        denials.report_key,
        denials.char_start,
        max_by(payments.said, payments.payment_year) as payment,
        max(payments.payment_year) as payment_year,
        max_by(payments.evidence_key, payments.payment_year) as payment_evidence_key
    from denials
    inner join payments
        on denials.report_key = payments.report_key and abs(denials.sentence_no - payments.sentence_no) <= 1
    group by denials.report_key, denials.char_start
),

paired as (
    select
        denials.report_key,
        denials.char_start,
        reports.fiscal_year,
        denials.said as denial,
        denials.evidence_key,
        beside.payment,
        beside.payment_year,
        beside.payment_evidence_key
    from denials
    inner join reports on denials.report_key = reports.report_key
    left join beside on denials.report_key = beside.report_key and denials.char_start = beside.char_start
),

checked as (
    select
        report_key,
        cast(null as {{ type_string() }}) as project_key,
        char_start,
        case
            when fiscal_year is null then 'insufficient_data'
            when payment_year > fiscal_year then 'fail'
            else 'pass'
        end as verdict,
        denial as stated_value,
        payment as recomputed_value,
        '报告称“' || denial || '”，却有' || cast(fiscal_year as {{ type_string() }}) || '年度终了之后的付款“'
        || payment || '”。' as message,
        evidence_key,
        {{ without_nulls(array_of(["evidence_key", "payment_evidence_key"])) }} as evidence_keys
    from paired
)

{{ rule_check("carryover_contradiction", "checked", ["char_start"]) }}
