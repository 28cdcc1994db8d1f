{#- Arrays of text: one home for what engines call differently. -#}

{% macro gather(expression) -%}
    {{ return(adapter.dispatch("gather", "jixiao")(expression)) }}
{%- endmacro %}

{% macro default__gather(expression) -%}
    array_sort(collect_set({{ expression }}))
{%- endmacro %}

{% macro duckdb__gather(expression) -%}
    list_sort(list(distinct {{ expression }}) filter (where {{ expression }} is not null))
{%- endmacro %}

{% macro array_of(expressions) -%}
    {{ return(adapter.dispatch("array_of", "jixiao")(expressions)) }}
{%- endmacro %}

{% macro default__array_of(expressions) -%}
    array({{ expressions | join(", ") }})
{%- endmacro %}

{% macro duckdb__array_of(expressions) -%}
    [{{ expressions | join(", ") }}]
{%- endmacro %}

{% macro joined(expression, separator, order_by) -%}
    {{ return(adapter.dispatch("joined", "jixiao")(expression, separator, order_by)) }}
{%- endmacro %}

{% macro default__joined(expression, separator, order_by) -%}
    listagg({{ expression }}, '{{ separator }}') within group (order by {{ order_by }})
{%- endmacro %}

{% macro duckdb__joined(expression, separator, order_by) -%}
    string_agg({{ expression }}, '{{ separator }}' order by {{ order_by }})
{%- endmacro %}

{% macro list_min(array) -%}
    {{ return(adapter.dispatch("list_min", "jixiao")(array)) }}
{%- endmacro %}

{% macro default__list_min(array) -%}
    array_min({{ array }})
{%- endmacro %}

{% macro duckdb__list_min(array) -%}
    list_min({{ array }})
{%- endmacro %}

{% macro list_max(array) -%}
    {{ return(adapter.dispatch("list_max", "jixiao")(array)) }}
{%- endmacro %}

{% macro default__list_max(array) -%}
    array_max({{ array }})
{%- endmacro %}

{% macro duckdb__list_max(array) -%}
    list_max({{ array }})
{%- endmacro %}
