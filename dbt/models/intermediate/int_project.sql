with

mentions as (
    select * from {{ ref("stg_project_mention") }}
),

reports as (
    select * from {{ ref("int_report") }}
    where is_rebuilt and is_current
),

funding_levels as (
    select * from {{ ref("funding_levels") }}
),

ranked as (
    select
        reports.report_key,
        mentions.*,
        first_value(mentions.document_number ignore nulls) over (
            partition by reports.report_key, mentions.project_ordinal
            order by mentions.value_start, mentions.value_end
            rows between unbounded preceding and unbounded following
        ) as first_document_number,
        row_number() over (
            partition by reports.report_key, mentions.project_ordinal
            order by mentions.value_start, mentions.value_end
        ) as choice
    from mentions
    inner join reports on mentions.document_sha256 = reports.document_sha256
),

named as (
    select
        report_key,
        document_sha256,
        project_ordinal,
        project_name,
        first_document_number as document_number,
        char_start,
        char_end,
        {{ fold_text("project_name") }} as folded_name,
        -- Brackets in one width and no quotation marks: variants of a name across reports.
        translate({{ replace_pattern("project_name", "\\s+") }}, '()“”"', '（）') as spaceless_name
    from ranked
    where choice = 1
),

yearless as (
    select
        *,
        {{ years_in("folded_name") }} as name_years,
        {{ trim_punctuation(without_years("spaceless_name")) }} as yearless_name,
        -- The name as far as a closing bracket at its end: 某项目（中央资金） ends with a funding level too.
        {{ replace_pattern(trim_punctuation(without_years("spaceless_name")), "[）)】〕\\]]+$") }} as open_name
    from named
),

tails as (
    select
        yearless.report_key,
        yearless.project_ordinal,
        funding_levels.word,
        funding_levels.fund_level,
        row_number() over (
            partition by yearless.report_key, yearless.project_ordinal
            order by length(funding_levels.word) desc, funding_levels.word
        ) as choice
    from yearless
    inner join funding_levels
        on right(yearless.open_name, length(funding_levels.word)) = funding_levels.word
),

final as (
    select
        yearless.report_key,
        yearless.document_sha256,
        yearless.project_ordinal,
        yearless.project_name,
        yearless.folded_name,
        coalesce(
            nullif(
                case
                    when tails.word is null then yearless.yearless_name
                    else {{ trim_punctuation(
                        "left(yearless.open_name, length(yearless.open_name) - length(tails.word))"
                    ) }}
                end,
                ''
            ),
            yearless.spaceless_name
        ) as base_project_name,
        yearless.document_number,
        tails.fund_level as name_fund_level,
        cast({{ list_min("yearless.name_years") }} as integer) as name_first_year,
        cast({{ list_max("yearless.name_years") }} as integer) as name_last_year,
        yearless.char_start,
        yearless.char_end
    from yearless
    left join tails
        on
            yearless.report_key = tails.report_key
            and yearless.project_ordinal = tails.project_ordinal
            and tails.choice = 1
)

select * from final
