{#- The canonical organ of each body that may be a report's own: by the text, and by the manifest. -#}

with

reports as (
    select * from {{ ref("int_report") }}
    where is_rebuilt
),

mentions as (
    select * from {{ ref("stg_organ_mention") }}
),

manifest as (
    select * from {{ ref("stg_manifest_entry") }}
),

spellings as (
    select * from {{ ref("int_organ_name") }}
),

tails as (
    select * from {{ ref("organ_aliases") }}
    where kind = 'tail'
),

level_words as (
    select * from {{ ref("region_level_words") }}
),

ranked as (
    select
        reports.report_key,
        mentions.organ_text,
        {{ evidence_key("reports.report_key", "mentions") }} as evidence_key,
        row_number() over (
            partition by reports.report_key
            order by mentions.rank, mentions.value_start, mentions.value_end
        ) as choice
    from mentions
    inner join reports on mentions.document_sha256 = reports.document_sha256
),

named as (
    select
        report_key,
        'text' as stated_by,
        organ_text,
        evidence_key
    from ranked
    where choice = 1

    union all

    select
        reports.report_key,
        'manifest' as stated_by,
        manifest.organ as organ_text,
        cast(null as {{ type_string() }}) as evidence_key
    from manifest
    inner join reports on manifest.path = reports.manifest_path
    where manifest.organ is not null
),

tail_choice as (
    select
        named.report_key,
        named.stated_by,
        max(length(tails.alias)) as tail_length
    from named
    inner join tails on right({{ fold_text("named.organ_text") }}, length(tails.alias)) = tails.alias
    group by named.report_key, named.stated_by
),

trimmed as (
    select
        named.*,
        left(
            {{ fold_text("named.organ_text") }},
            length({{ fold_text("named.organ_text") }}) - coalesce(tail_choice.tail_length, 0)
        ) as organ_stem
    from named
    left join tail_choice
        on named.report_key = tail_choice.report_key and named.stated_by = tail_choice.stated_by
),

matched as (
    select
        trimmed.*,
        spellings.organ_name as known_name,
        spellings.keeps_what_stands_before,
        left(trimmed.organ_stem, length(trimmed.organ_stem) - length(spellings.spelling)) as before_name,
        row_number() over (
            partition by trimmed.report_key, trimmed.stated_by
            order by length(spellings.spelling) desc, spellings.organ_name
        ) as choice
    from trimmed
    left join spellings on right(trimmed.organ_stem, length(spellings.spelling)) = spellings.spelling
),

final as (
    select
        matched.report_key,
        matched.stated_by,
        matched.organ_text,
        matched.evidence_key,
        case
            when matched.known_name is null then matched.organ_stem
            -- What is left before a known name is a bare word for the region's level (县, 高新区) or part of the name.
            when matched.before_name = '' or level_words.word is not null then matched.known_name
            -- A zone that is no region of its own stays: its bodies are not those of the county around it.
            when
                matched.keeps_what_stands_before
                or {{ matches_pattern("matched.before_name", "(区|园|城|港)$") }}
                then matched.before_name || matched.known_name
            -- A short form inside of a longer name is none: 文化广播电视和旅游局 is no 旅游局.
            else matched.organ_stem
        end as organ_name
    from matched
    left join level_words on matched.before_name = level_words.word
    where matched.choice = 1
)

select * from final
