{#- The key of the place that a row of a raw fact table points at. -#}
{% macro evidence_key(report_key, alias) -%}
    {{ stable_key("evidence", [report_key, alias ~ ".char_start", alias ~ ".char_end"]) }}
{%- endmacro %}

{#- The key of a fact: what was seen (report, table, figure's place), never a cleaned value. -#}
{% macro fact_key(table, report_key, alias, discriminators=[]) -%}
    {{ stable_key(table, [report_key, alias ~ ".value_start", alias ~ ".value_end"] + discriminators) }}
{%- endmacro %}

{#- The key of one of several facts that share a figure (甲率、乙率均达100%): the first keeps the figure's own key. -#}
{% macro shared_fact_key(table, report_key, alias, number) -%}
    case
        when {{ alias }}.{{ number }} = 1 then {{ fact_key(table, report_key, alias) }}
        else {{ fact_key(table, report_key, alias, [alias ~ "." ~ number]) }}
    end
{%- endmacro %}
