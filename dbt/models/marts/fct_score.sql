with

mentions as (
    select * from {{ ref("stg_score") }}
),

subjects as (
    select * from {{ ref("int_subject") }}
),

located as (
    select
        subjects.report_key,
        subjects.department_key,
        subjects.project_key,
        mentions.scope,
        mentions.score,
        mentions.score_operator,
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

final as (
    select
        {{ fact_key("score", "report_key", "located") }} as fact_key,
        report_key,
        department_key,
        project_key,
        scope,
        cast(score as double) as score,
        case when score is not null then coalesce(score_operator, '=') end as score_operator,
        grade,
        row_number() over (
            partition by report_key, project_key, scope, score, score_operator, grade
            order by value_start, value_end
        ) = 1 as is_primary,
        value_start,
        value_end,
        {{ evidence_key("report_key", "located") }} as evidence_key
    from located
)

select * from final
