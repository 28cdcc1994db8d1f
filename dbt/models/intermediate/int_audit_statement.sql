{{ config(materialized="table") }}

{#- What rules read from the text itself, because no fact holds it: text of the form left standing (template), events with
    their day (event), payments with their month (payment), the word that nothing is carried over (no_carryover) and counts
    of projects evaluated (project_count). One row a sentence and kind; said: the words that decide. -#}

with

sentences as (
    select * from {{ ref("int_comparable_sentence") }}
),

found as (
    select
        sentences.*,
        'template' as kind,
        {{ first_match("sentence", "(" ~ cues("template") ~ ")") }} as said
    from sentences

    union all

    select
        sentences.*,
        'event' as kind,
        {{ first_match(
            "sentence",
            "((?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日[^。；;前起至到止]{0,12}(?:" ~ cues("event_verb") ~ "))"
        ) }} as said
    from sentences
    where not {{ matches_pattern("sentence", cues("planned", "planned_event")) }}

    union all

    select
        sentences.*,
        'payment' as kind,
        {{ first_match(
            "sentence", "((?:19|20)[0-9]{2}年[0-9]{1,2}月[^。；;前]{0,12}(?:" ~ cues("payment_verb") ~ "))"
        ) }} as said
    from sentences
    where not {{ matches_pattern("sentence", cues("planned")) }}

    union all

    select
        sentences.*,
        'no_carryover' as kind,
        {{ first_match("sentence", "(" ~ cues("no_carryover") ~ ")") }} as said
    from sentences

    union all

    select
        sentences.*,
        'project_count' as kind,
        {{ first_match(
            "sentence",
            "((?:" ~ cues("evaluated") ~ ")[^，。；、]{0,8}(?:自评|评价)的?[^，。；、0-9]{0,8}项目(?:共|共计|合计|为|有)?[0-9]+个|(?:" ~ cues("evaluated") ~ ")[^，。；、]{0,8}(?:自评|评价)的?[0-9]+个[^，。；、]{0,6}项目)"
        ) }} as said
    from sentences
    where not {{ matches_pattern("sentence", cues("evaluated_in_part")) }}
),

reports as (
    select * from {{ ref("int_report") }}
    where is_rebuilt and is_current
),

final as (
    select
        found.report_key,
        reports.document_sha256,
        found.kind,
        found.sentence_no,
        found.sentence,
        found.said,
        cast(found.char_start + position(found.said in found.sentence) - 1 as integer) as char_start,
        cast(found.char_start + position(found.said in found.sentence) - 1 + length(found.said) as integer) as char_end
    from found
    inner join reports on found.report_key = reports.report_key
    where found.said <> ''
)

select
    *,
    {{ stable_key("evidence", ["report_key", "char_start", "char_end"]) }} as evidence_key
from final
