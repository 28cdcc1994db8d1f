{#- A key that the same content has on every load and every engine: a hash of its kind and its parts.
    A null part differs from every text, and a separator that no text holds keeps ('ab', 'c') apart from ('a', 'bc'). -#}
{% macro stable_key(kind, parts) -%}
    {%- set texts = ["'" ~ kind ~ "'"] -%}
    {%- for part in parts -%}
        {%- do texts.append("coalesce(cast(" ~ part ~ " as " ~ type_string() ~ "), '\\N')") -%}
    {%- endfor -%}
    {{ hash_text(texts | join(" || '|' || ")) }}
{%- endmacro %}

{% macro hash_text(expression) -%}
    {{ return(adapter.dispatch("hash_text", "jixiao")(expression)) }}
{%- endmacro %}

{% macro default__hash_text(expression) -%}
    md5({{ expression }})
{%- endmacro %}
