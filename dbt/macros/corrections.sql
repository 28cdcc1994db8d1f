{#- Reviewed corrections (seed corrections): which facts they may touch, and how they take the place of what was read. -#}

{#- The fact tables whose values may be corrected. Findings are none: they are proved anew from corrected facts. -#}
{% macro correctable_tables() -%}
    {{ return([
        "fct_amount", "fct_ratio", "fct_disbursement_plan", "fct_indicator", "fct_score", "fct_score_distribution",
        "fct_staffing", "fct_narrative",
    ]) }}
{%- endmacro %}

{#- The columns of a fact table that a correction may name, as its contract describes them. Not among them: keys and
    places, which say where a fact was seen; what is kept as printed; and is_primary, which follows from the values. -#}
{% macro correctable_columns(table) -%}
    {%- set fixed = [
        "is_primary", "values_as_read", "value_start", "value_end", "stated_number", "stated_unit", "unit_basis", "label",
        "signature", "level_basis",
    ] -%}
    {%- set columns = [] -%}
    {%- for column in graph.nodes["model.jixiao." ~ table].columns.values() -%}
        {%- if column.name == "project_key" or not (column.name in fixed or column.name.endswith("_key")) -%}
            {%- do columns.append(column) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(columns) }}
{%- endmacro %}

{#- Every field that may be corrected, one row each: its type and how that is written, its words and its range. The range
    is the least and most of the column's meta. -#}
{% macro correctable_fields() -%}
    {%- set selects = [] -%}
    {%- if execute -%}
        {%- for table in correctable_tables() -%}
            {%- for column in correctable_columns(table) -%}
                {%- set number = "-?[0-9]+([.][0-9]+)?" -%}
                {%- set written = {"integer": "-?[0-9]+", "boolean": "true|false", "varchar": ".*"} -%}
                {%- set meta = column.config.get("meta") or column.meta -%}
                {%- do selects.append(
                    "select '" ~ table ~ "' as fact_table, '" ~ column.name ~ "' as field, '"
                    ~ column.data_type ~ "' as data_type, '^(" ~ written.get(column.data_type, number) ~ ")$' as pattern, '"
                    ~ (accepted_words(table, column.name) | join(", ")) ~ "' as words, "
                    ~ meta.get("least", "null") ~ " as least, " ~ meta.get("most", "null") ~ " as most"
                ) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    {{ selects | join("\nunion all\n") }}
{%- endmacro %}

{#- The words that a column of a fact table may have, by its accepted_values test; none where any may stand. -#}
{% macro accepted_words(table, column) -%}
    {%- for node in graph.nodes.values()
        if node.resource_type == "test" and node.attached_node == "model.jixiao." ~ table
        and node.column_name == column and node.test_metadata.name == "accepted_values" -%}
        {{ return(node.test_metadata.kwargs["values"]) }}
    {%- endfor -%}
    {{ return([]) }}
{%- endmacro %}

{#- The facts of all tables that a correction has touched. -#}
{% macro corrected_facts() -%}
    {%- for table in correctable_tables() -%}
        select
            '{{ table }}' as fact_table,
            fact_key,
            report_key,
            values_as_read,
            evidence_key
        from {{ ref(table) }}
        where values_as_read is not null
        {% if not loop.last %}union all{% endif %}
    {% endfor -%}
{%- endmacro %}

{#- The rows of `source`, which are facts of `table` under its column names, with the corrected values in place of those
    that were read. `values_as_read` keeps the latter as a JSON object, null where nothing was corrected.
    without: columns of the table that `source` does not have. dbt's unit tests know no contract: nothing is corrected there. -#}
{% macro corrected(table, source, without=[]) -%}
    {%- set corrections = ref("stg_correction") -%}
    {%- set columns = [] -%}
    {%- if execute and graph.nodes is defined -%}
        {%- set columns = correctable_columns(table) | rejectattr("name", "in", without) | list -%}
    {%- endif -%}
    {%- set given = [] -%}
    {%- set replaced = {} -%}
    {%- for column in columns -%}
        {%- set is_field = "case when field = '" ~ column.name ~ "' then " -%}
        {%- do given.append("max(" ~ is_field ~ "corrected_value end) as " ~ column.name) -%}
        {%- do given.append("coalesce(max(" ~ is_field ~ "1 end), 0) = 1 as has_" ~ column.name) -%}
        {%- do replaced.update({
            column.name: "case when corrections.has_" ~ column.name
            ~ " then try_cast(corrections." ~ column.name ~ " as " ~ column.data_type ~ ")"
            ~ " else cast(facts." ~ column.name ~ " as " ~ column.data_type ~ ") end"
        }) -%}
    {%- endfor -%}
    select
        {{ star_with("facts", replaced) }},
        case when corrections.fact_key is not null then {{ json_of("facts", columns) }} end as values_as_read
    from {{ source }} as facts
    left join (
        select {{ (["fact_key"] + given) | join(", ") }}
        from {{ corrections }}
        where fact_table = '{{ table }}'
        group by fact_key
    ) as corrections
        on facts.fact_key = corrections.fact_key
{%- endmacro %}

{#- All columns of a relation, some of them with another value. -#}
{% macro star_with(alias, values) -%}
    {{ return(adapter.dispatch("star_with", "jixiao")(alias, values)) }}
{%- endmacro %}

{% macro default__star_with(alias, values) -%}
    {%- set others = [] -%}
    {%- for name, value in values.items() %}{% do others.append(value ~ " as " ~ name) %}{% endfor -%}
    {{ alias }}.* {%- if values %} except ({{ values | join(", ") }}), {{ others | join(", ") }}{% endif %}
{%- endmacro %}

{% macro duckdb__star_with(alias, values) -%}
    {%- set others = [] -%}
    {%- for name, value in values.items() %}{% do others.append(value ~ " as " ~ name) %}{% endfor -%}
    {{ alias }}.* {%- if values %} replace ({{ others | join(", ") }}){% endif %}
{%- endmacro %}

{#- A JSON object of columns by name, each value as text of the column's type. -#}
{% macro json_of(alias, columns) -%}
    {%- set pairs = [] -%}
    {%- for column in columns -%}
        {%- do pairs.append("'" ~ column.name ~ "'") -%}
        {%- do pairs.append(
            "cast(cast(" ~ alias ~ "." ~ column.name ~ " as " ~ column.data_type ~ ") as " ~ type_string() ~ ")"
        ) -%}
    {%- endfor -%}
    {{ return(adapter.dispatch("json_object_of", "jixiao")(pairs)) }}
{%- endmacro %}

{#- A JSON object, as text, of names and values by turns. -#}
{% macro default__json_object_of(pairs) -%}
    to_json(named_struct({{ pairs | join(", ") }}))
{%- endmacro %}

{% macro duckdb__json_object_of(pairs) -%}
    cast(json_object({{ pairs | join(", ") }}) as varchar)
{%- endmacro %}

{#- One value of such an object, by a name that a column holds. -#}
{% macro json_value(object, name) -%}
    {{ return(adapter.dispatch("json_value", "jixiao")(object, name)) }}
{%- endmacro %}

{% macro default__json_value(object, name) -%}
    get_json_object({{ object }}, '$.' || {{ name }})
{%- endmacro %}

{% macro duckdb__json_value(object, name) -%}
    {{ object }} ->> {{ name }}
{%- endmacro %}
