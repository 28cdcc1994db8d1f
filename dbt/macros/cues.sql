{#- The cue words of one or several kinds (seed audit_cues) as one pattern, longest first. It is read from the seed's table when a
    model is compiled, so that the engine sees a constant: a pattern that comes from a column is compiled again for every row. -#}
{% macro cues() -%}
    {#- While dbt parses, the seed becomes a parent of the model. Later its table is asked by its own name: in a unit test a
        reference leads to a fixture, which is no table. -#}
    {%- if not execute -%}
        {%- set seed = ref("audit_cues") -%}
        {{ return("") }}
    {%- endif -%}
    {%- set table = api.Relation.create(database=target.database, schema="vocabulary", identifier="audit_cues") -%}
    {%- set rows = run_query(
        "select pattern from " ~ table ~ " where kind in ('" ~ (varargs | join("', '")) ~ "') order by length(pattern) desc, pattern"
    ) -%}
    {%- if rows | length == 0 -%}
        {{ exceptions.raise_compiler_error("seed audit_cues has no rows of kind " ~ (varargs | join(", "))) }}
    {%- endif -%}
    {{ return(rows.columns[0].values() | join("|")) }}
{%- endmacro %}
