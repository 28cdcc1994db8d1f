with

mentions as (
    select * from {{ ref("stg_score") }}
),

subjects as (
    select * from {{ ref("int_subject") }}
),

located as (
    select
        {{ fact_key("score", "subjects.report_key", "mentions") }} as fact_key,
        subjects.report_key,
        subjects.department_key,
        subjects.project_key,
        mentions.scope,
        cast(mentions.score as double) as score,
        case when mentions.score is not null then coalesce(mentions.score_operator, '=') end as score_operator,
        mentions.grade,
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
    {{ corrected("fct_score", "located") }}
),

final as (
    select
        fact_key,
        report_key,
        department_key,
        project_key,
        scope,
        score,
        score_operator,
        grade,
        row_number() over (
            partition by report_key, project_key, scope, score, score_operator, grade
            order by value_start, value_end
        ) = 1 as is_primary,
        values_as_read,
        value_start,
        value_end,
        {{ evidence_key("report_key", "corrected") }} as evidence_key
    from corrected
)

select * from final
