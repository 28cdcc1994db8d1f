with

mentions as (
    select * from {{ ref("stg_ratio") }}
),

subjects as (
    select * from {{ ref("int_subject") }}
),

-- One percentage may be several rates (到位率、执行率均为100%): the second and those behind have keys of their own.
measured as (
    select
        *,
        row_number() over (partition by document_sha256, value_start, value_end order by measure) as measure_number
    from mentions
),

located as (
    select
        {{ shared_fact_key("ratio", "subjects.report_key", "measured", "measure_number") }} as fact_key,
        subjects.report_key,
        subjects.department_key,
        subjects.project_key,
        coalesce(measured.fiscal_year, subjects.fiscal_year) as fiscal_year,
        measured.measure,
        measured.label,
        try_cast(measured.number as decimal(12, 4)) as ratio_percent,
        measured.value_start,
        measured.value_end,
        measured.char_start,
        measured.char_end
    from measured
    inner join subjects
        on
            measured.document_sha256 = subjects.document_sha256
            and measured.project_ordinal is not distinct from subjects.project_ordinal
),

corrected as (
    {{ corrected("fct_ratio", "located") }}
),

final as (
    select
        fact_key,
        report_key,
        department_key,
        project_key,
        fiscal_year,
        measure,
        ratio_percent,
        row_number() over (
            partition by report_key, project_key, fiscal_year, measure, ratio_percent
            order by value_start, value_end
        ) = 1 as is_primary,
        label,
        values_as_read,
        value_start,
        value_end,
        {{ evidence_key("report_key", "corrected") }} as evidence_key
    from corrected
)

select * from final
