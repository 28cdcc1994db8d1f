{#- What a line of corrections.csv must be by itself, whatever the reports say: complete, unique, about a field that may
    be corrected, with a value of its type, its words and its range. Nothing is built on a line that is not. -#}
{{ config(store_failures=true) }}

with

corrections as (
    select
        *,
        count(*) over (partition by fact_table, fact_key, field) as repeats
    from {{ ref("stg_correction") }}
),

fields as (
    {{ correctable_fields() }}
),

fields_of_tables as (
    select
        fact_table,
        {{ joined("field", ", ", "field") }} as names
    from fields
    group by fact_table
),

judged as (
    select
        corrections.line_no,
        case
            when fields_of_tables.names is null
                then 'fact_table must be one of {{ correctable_tables() | join(", ") }}'
            when fields.field is null
                then 'field must be one of ' || fields_of_tables.names
            when corrections.fact_key is null or corrections.report is null
                then 'fact_key and report must be filled; jixiao trace shows them'
            when corrections.repeats > 1
                then 'the same field of the same fact is corrected more than once; keep one line'
            when corrections.reason is null or corrections.reviewer is null
                then 'reason and reviewer must be filled'
            when try_cast(corrections.corrected_on as date) is null
                then 'corrected_on must be a day, written as 2025-06-30'
            when
                fields.words <> ''
                and position(', ' || corrections.corrected_value || ',' in ', ' || fields.words || ',') = 0
                then 'corrected_value must be one of ' || fields.words
            when fields.data_type <> 'varchar' and not regexp_matches(corrections.corrected_value, fields.pattern)
                then 'corrected_value must be written as ' || fields.data_type || ', without commas or units'
            when
                try_cast(corrections.corrected_value as double) < fields.least
                or try_cast(corrections.corrected_value as double) > fields.most
                then 'corrected_value must lie between ' || fields.least || ' and ' || fields.most
        end as fault
    from corrections
    left join fields_of_tables on corrections.fact_table = fields_of_tables.fact_table
    left join fields on corrections.fact_table = fields.fact_table and corrections.field = fields.field
)

select
    line_no,
    'dbt/seeds/corrections.csv, line ' || line_no || ': ' || fault as problem
from judged
where fault is not null
order by line_no
