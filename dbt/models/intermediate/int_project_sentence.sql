{{ config(materialized="table") }}

{#- The sentences that tell about one project: from one that its name leads to the next project or heading. told: the words
    without the name, bases (根据…), figures, years and clauses about money, which set the slices of one project apart. -#}

with

sentences as (
    select * from {{ ref("int_comparable_sentence") }}
),

reports as (
    select * from {{ ref("int_report") }}
    where is_rebuilt and is_current
),

projects as (
    {{ audited("int_report_project") }}
),

mentions as (
    select
        reports.report_key,
        named.project_ordinal,
        named.value_start,
        named.value_end
    from {{ ref("stg_project_mention") }} as named
    inner join reports on named.document_sha256 = reports.document_sha256
),

headings as (
    select
        reports.report_key,
        sections.heading_start
    from {{ ref("stg_section") }} as sections
    inner join reports on sections.document_sha256 = reports.document_sha256
),

-- A name leads a sentence where no word stands before it: the name where extraction saw it, or the listed name's own words.
openings as (
    select
        sentences.report_key,
        sentences.sentence_no,
        mentions.project_ordinal,
        mentions.value_end as name_end,
        substring(sentences.sentence, 1, mentions.value_start - sentences.char_start) as words_before
    from sentences
    inner join mentions
        on
            sentences.report_key = mentions.report_key
            and sentences.char_start <= mentions.value_start
            and sentences.char_end > mentions.value_start

    union all

    select
        sentences.report_key,
        sentences.sentence_no,
        projects.project_ordinal,
        cast(
            sentences.char_start
            + position(projects.project_name in sentences.sentence) - 1
            + length(projects.project_name) as integer
        ) as name_end,
        left(sentences.sentence, position(projects.project_name in sentences.sentence) - 1) as words_before
    from sentences
    inner join projects
        on sentences.report_key = projects.report_key and position(projects.project_name in sentences.sentence) > 0
),

leads as (
    select
        report_key,
        sentence_no,
        min_by(project_ordinal, name_end) as project_ordinal,
        min(name_end) as name_end
    from openings
    where not {{ matches_pattern("words_before", "[^\\s　#*|0-9０-９一二三四五六七八九十.．、（）()①-⑳“”]") }}
    group by report_key, sentence_no
),

headed as (
    select distinct
        sentences.report_key,
        sentences.sentence_no
    from sentences
    inner join headings
        on
            sentences.report_key = headings.report_key
            and sentences.char_start <= headings.heading_start
            and sentences.char_end > headings.heading_start
),

governed as (
    select
        sentences.*,
        leads.name_end,
        max(case when leads.project_ordinal is not null then sentences.sentence_no end) over preceding as lead_no,
        max(case when headed.sentence_no is not null then sentences.sentence_no end) over preceding as heading_no
    from sentences
    left join leads
        on sentences.report_key = leads.report_key and sentences.sentence_no = leads.sentence_no
    left join headed
        on sentences.report_key = headed.report_key and sentences.sentence_no = headed.sentence_no
    window preceding as (
        partition by sentences.report_key order by sentences.sentence_no
        rows between unbounded preceding and current row
    )
),

final as (
    select
        governed.report_key,
        projects.project_key,
        projects.project_ordinal,
        projects.project_name,
        governed.sentence_no,
        governed.cited_start as char_start,
        governed.cited_end as char_end,
        {{ replace_pattern(
            replace_pattern(
                replace_pattern(
                    replace_pattern(
                        "substring(governed.sentence, 1 + coalesce(governed.name_end - governed.char_start, 0))",
                        "^[\\s　：:；;，,”）)]+"
                    ),
                    "^(根据|依据|按照)[^，,；;]*[，,；;]?"
                ),
                "[^，,；;：:]*[0-9０-９][^，,；;：:]*元[^，,；;：:]*"
            ),
            "[0-9０-９.．,，；;：:%％\\s　]+"
        ) }} as told
    from governed
    inner join leads
        on governed.report_key = leads.report_key and governed.lead_no = leads.sentence_no
    inner join projects
        on leads.report_key = projects.report_key and leads.project_ordinal = projects.project_ordinal
    where
        (governed.heading_no is null or governed.lead_no >= governed.heading_no)
        -- The labels of a form's plan tell about no project.
        and not {{ matches_pattern("governed.sentence", cues("plan_row")) }}
)

select * from final
