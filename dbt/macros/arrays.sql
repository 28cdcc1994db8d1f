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

{#- The different runs of three letters of a text, as an array: what two texts have in common of these says how alike they
    are. -#}
{% macro letter_runs(expression) -%}
    {{ return(adapter.dispatch("letter_runs", "jixiao")(expression)) }}
{%- endmacro %}

{% macro default__letter_runs(expression) -%}
    array_distinct(transform(sequence(1, length({{ expression }}) - 2), place -> substring({{ expression }}, place, 3)))
{%- endmacro %}

{% macro duckdb__letter_runs(expression) -%}
    list_distinct(list_transform(range(1, length({{ expression }}) - 1), lambda place: substring({{ expression }}, place, 3)))
{%- endmacro %}

{#- How alike two arrays are: of all their elements, the percentage that stands in both. -#}
{% macro common_percent(first, second) -%}
    {{ return(adapter.dispatch("common_percent", "jixiao")(first, second)) }}
{%- endmacro %}

{% macro default__common_percent(first, second) -%}
    100.0 * size(array_intersect({{ first }}, {{ second }})) / size(array_union({{ first }}, {{ second }}))
{%- endmacro %}

{% macro duckdb__common_percent(first, second) -%}
    100.0 * len(list_intersect({{ first }}, {{ second }}))
    / (len({{ first }}) + len({{ second }}) - len(list_intersect({{ first }}, {{ second }})))
{%- endmacro %}
