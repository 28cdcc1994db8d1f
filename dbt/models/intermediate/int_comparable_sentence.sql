{{ config(materialized="table") }}

{#- The sentences of the reports that are rebuilt, with their places: what ends with a full stop, or stands before the next
    list number, heading or empty line that follows a closed clause. Rules pair what stands in one sentence. -#}

with

texts as (
    {{ audited("report_text") }}
),

marked as (
    select
        report_key,
        -- One sign for one sign, so that every offset stays the text's own.
        {{ replace_pattern(
            replace_pattern("translate(text, '。！？', '␞␞␞')", "\\n([\\n\\t 　]*(?:[0-9０-９]+[、．)）]|[0-9０-９]+[.][^0-9]|[（(][一二三四五六七八九十0-9]+[)）]|[一二三四五六七八九十]+、|#|第[一二三四五六七八九十]+部分))", "␞\\1"),
            "([：:；;])\\n", "\\1␞"
        ) }} as text
    from texts
),

pieces as (
    select
        report_key,
        {{ split_text("text", "␞") }} as sentences
    from marked
),

numbered as (
    select
        report_key,
        unnest(sentences) as sentence,
        generate_subscripts(sentences, 1) as sentence_no
    from pieces
),

placed as (
    select
        report_key,
        sentence_no,
        sentence,
        sum(length(sentence) + 1) over (
            partition by report_key order by sentence_no
        ) - length(sentence) - 1 as char_start
    from numbered
)

select
    report_key,
    cast(sentence_no as integer) as sentence_no,
    sentence,
    cast(char_start as integer) as char_start,
    cast(char_start + length(sentence) as integer) as char_end,
    -- Without the white space at its ends: the span to cite.
    cast(char_start + length({{ first_match("sentence", "^([\\s　]*)") }}) as integer) as cited_start,
    cast(char_start + length(sentence) - length({{ first_match("sentence", "([\\s　]*)$") }}) as integer) as cited_end
from placed
where {{ matches_pattern("sentence", "[^\\s　]") }}
