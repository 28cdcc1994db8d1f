{{ config(materialized="table") }}

{#- Sentences that are told alike under two or more projects of one report, where what two projects share comes to 20
    characters or more. first_ordinal: the first project with which the sentence's project shares any. -#}

with

thresholds as (
    {{ thresholds("duplicated_narrative", ["sentence_characters", "shared_characters"]) }}
),

sentences as (
    select
        sentences.*,
        thresholds.shared_characters
    from {{ ref("int_project_sentence") }} as sentences
    inner join thresholds on sentences.report_key = thresholds.report_key
    -- A shorter one (项目已完成) is nothing that is special to a project.
    where length(sentences.told) >= thresholds.sentence_characters
),

told_of as (
    select distinct
        report_key,
        project_ordinal,
        told,
        shared_characters
    from sentences
),

pairs as (
    select
        firsts.report_key,
        firsts.project_ordinal as first_ordinal,
        seconds.project_ordinal as second_ordinal
    from told_of as firsts
    inner join told_of as seconds
        on
            firsts.report_key = seconds.report_key
            and firsts.told = seconds.told
            and firsts.project_ordinal < seconds.project_ordinal
    group by firsts.report_key, firsts.project_ordinal, seconds.project_ordinal
    having sum(length(firsts.told)) >= max(firsts.shared_characters)
),

either as (
    select
        report_key,
        first_ordinal as project_ordinal,
        first_ordinal
    from pairs

    union all

    select
        report_key,
        second_ordinal as project_ordinal,
        first_ordinal
    from pairs
),

members as (
    select
        report_key,
        project_ordinal,
        min(first_ordinal) as first_ordinal
    from either
    group by report_key, project_ordinal
),

final as (
    select
        sentences.*,
        members.first_ordinal,
        count(*) over (partition by sentences.report_key, members.first_ordinal, sentences.told) as times_told
    from sentences
    inner join members
        on sentences.report_key = members.report_key and sentences.project_ordinal = members.project_ordinal
    qualify times_told > 1
)

select
    *,
    {{ stable_key("evidence", ["report_key", "char_start", "char_end"]) }} as evidence_key
from final
