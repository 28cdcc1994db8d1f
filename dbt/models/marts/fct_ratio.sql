with

mentions as (
    select * from {{ ref("stg_ratio") }}
),

subjects as (
    select * from {{ ref("int_subject") }}
),

located as (
    select
        {{ fact_key("ratio", "subjects.report_key", "mentions") }} as fact_key,
        subjects.report_key,
        subjects.department_key,
        subjects.project_key,
        coalesce(mentions.fiscal_year, subjects.fiscal_year) as fiscal_year,
        mentions.measure,
        mentions.label,
        try_cast(mentions.number as decimal(12, 4)) as ratio_percent,
        mentions.value_start,
        mentions.value_end,
        mentions.char_start,
        mentions.char_end
    from mentions
    inner join subjects
        on
            mentions.document_sha256 = subjects.document_sha256
            and mentions.project_ordinal is not distinct from subjects.project_ordinal
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
