{#- Text functions that engines name differently; everything else in the models is common SQL. -#}

{% macro replace_pattern(expression, pattern, replacement="") -%}
    {{ return(adapter.dispatch("replace_pattern", "jixiao")(expression, pattern, replacement)) }}
{%- endmacro %}

{% macro default__replace_pattern(expression, pattern, replacement) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '{{ replacement }}')
{%- endmacro %}

{% macro duckdb__replace_pattern(expression, pattern, replacement) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}

{% macro matches_pattern(expression, pattern) -%}
    {{ return(adapter.dispatch("matches_pattern", "jixiao")(expression, pattern)) }}
{%- endmacro %}

{% macro default__matches_pattern(expression, pattern) -%}
    regexp_like({{ expression }}, '{{ pattern }}')
{%- endmacro %}

{% macro duckdb__matches_pattern(expression, pattern) -%}
    regexp_matches({{ expression }}, '{{ pattern }}')
{%- endmacro %}

{#- All groups 1 of a pattern, as an array of text. -#}
{% macro all_matches(expression, pattern) -%}
    regexp_extract_all({{ expression }}, '{{ pattern }}', 1)
{%- endmacro %}

{#- How often a pattern is found. -#}
{% macro count_matches(expression, pattern) -%}
    {{ return(adapter.dispatch("count_matches", "jixiao")(expression, pattern)) }}
{%- endmacro %}

{% macro default__count_matches(expression, pattern) -%}
    regexp_count({{ expression }}, '{{ pattern }}')
{%- endmacro %}

{% macro duckdb__count_matches(expression, pattern) -%}
    length(regexp_extract_all({{ expression }}, '{{ pattern }}'))
{%- endmacro %}

{#- Full-width letters, digits and signs as their half-width forms, one to one, and no white space: for comparing names. -#}
{% macro fold_text(expression) -%}
    {%- set wide = "０１２３４５６７８９（）［］－％，：；／．＋＝＜＞　" -%}
    {%- set narrow = "0123456789()[]-%,:;/.+=<> " -%}
    {{ replace_pattern("translate(" ~ expression ~ ", '" ~ wide ~ "', '" ~ narrow ~ "')", "\\s+") }}
{%- endmacro %}

{#- A name without the years that it carries: 2024年, 2023年度, （2022—2023年）. -#}
{% macro without_years(expression) -%}
    {{ replace_pattern(
        expression,
        "[（(【〔\\[]?(?:19|20)[0-9]{2}(?:年度?)?(?:[-—–~～至、/和](?:19|20)?[0-9]{2}年度?|年度?)[）)】〕\\]]?"
    ) }}
{%- endmacro %}

{#- The years that a name carries, as an array of text. -#}
{% macro years_in(expression) -%}
    {{ all_matches(expression, "((?:19|20)[0-9]{2})[年度—–~～至、/)）-]") }}
{%- endmacro %}

{#- A name without brackets and signs that are left over at either end. -#}
{% macro trim_punctuation(expression) -%}
    {{ replace_pattern(
        expression,
        "^[\\s、，,：:；;—–_-]+|[\\s、，,：:；;—–_（(【〔\\[-]+$|[（(【〔\\[]\\s*[）)】〕\\]]"
    ) }}
{%- endmacro %}

{#- A text's letters alone: no figures, signs or white space. -#}
{% macro letters_of(expression) -%}
    {{ replace_pattern(expression, "[^\\p{L}]+") }}
{%- endmacro %}
