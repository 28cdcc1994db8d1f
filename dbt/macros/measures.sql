{#- Measures that several marts give at their own grain: each formula has its one home here. -#}

{#- Part of whole in percent: null where a side is missing or nothing is there to divide by. Both sides are sums, never means. -#}
{% macro share_percent(part, whole) -%}
    cast(100.0 * {{ part }} / nullif({{ whole }}, 0) as decimal(12, 4))
{%- endmacro %}

{#- The value of a group's rows of a kind where all of them have the same one, else null; or, instead of the value, what stands
    beside it (its evidence). -#}
{% macro only_value(value, condition, beside=none) -%}
    case
        when count(distinct case when {{ condition }} then {{ value }} end) = 1
            then max(case when {{ condition }} and {{ value }} is not null then {{ beside or value }} end)
    end
{%- endmacro %}

{% macro indicator_count_names() -%}
    {{ return([
        "indicator_count", "target_count", "quantified_target_count", "actual_count", "target_with_actual_count",
        "attained_count", "missed_count",
    ]) }}
{%- endmacro %}

{#- Counts over rows of mart_indicator_result. -#}
{% macro indicator_counts() -%}
    {%- set conditions = [
        "true", "has_target", "is_quantified", "has_actual", "has_target and has_actual", "attained", "not attained",
    ] -%}
    {%- for name in indicator_count_names() -%}
        cast(count(case when {{ conditions[loop.index0] }} then 1 end) as integer) as {{ name }}
        {%- if not loop.last %},
        {% endif %}
    {%- endfor -%}
{%- endmacro %}

{#- Counts of findings, in all and by severity. -#}
{% macro finding_counts(severity) -%}
    cast(count(*) as integer) as finding_count,
    {% for word in ["error", "warning", "info"] -%}
        cast(count(case when {{ severity }} = '{{ word }}' then 1 end) as integer) as {{ word }}_count
        {%- if not loop.last %},
        {% endif %}
    {%- endfor -%}
{%- endmacro %}
