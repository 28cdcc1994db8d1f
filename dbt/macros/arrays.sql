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

{#- A text cut at a sign, as an array. -#}
{% macro split_text(expression, sign) -%}
    {{ return(adapter.dispatch("split_text", "jixiao")(expression, sign)) }}
{%- endmacro %}

{% macro default__split_text(expression, sign) -%}
    split({{ expression }}, '{{ sign }}')
{%- endmacro %}

{% macro duckdb__split_text(expression, sign) -%}
    string_split({{ expression }}, '{{ sign }}')
{%- endmacro %}

{#- An array's different values, sorted, without nulls. -#}
{% macro without_nulls(array) -%}
    {{ return(adapter.dispatch("without_nulls", "jixiao")(array)) }}
{%- endmacro %}

{% macro default__without_nulls(array) -%}
    array_sort(array_distinct(array_compact({{ array }})))
{%- endmacro %}

{% macro duckdb__without_nulls(array) -%}
    list_sort(list_distinct({{ array }}))
{%- endmacro %}

{#- Two arrays in one; the second may be null. -#}
{% macro array_append(first, second) -%}
    {{ return(adapter.dispatch("array_append", "jixiao")(first, second)) }}
{%- endmacro %}

{% macro default__array_append(first, second) -%}
    concat({{ first }}, coalesce({{ second }}, array()))
{%- endmacro %}

{% macro duckdb__array_append(first, second) -%}
    list_concat({{ first }}, {{ second }})
{%- endmacro %}

{#- The type of an array of text. -#}
{% macro type_text_array() -%}
    {{ return(adapter.dispatch("type_text_array", "jixiao")()) }}
{%- endmacro %}

{% macro default__type_text_array() -%}
    array<string>
{%- endmacro %}

{% macro duckdb__type_text_array() -%}
    varchar[]
{%- endmacro %}
