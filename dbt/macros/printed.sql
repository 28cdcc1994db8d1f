{#- What the printed digits of a figure allow: half a unit of its last digit, in the figure's own unit. Figures in words
    (两次) and a written zero are exact. -#}
{% macro half_unit(printed, value) -%}
    case
        when {{ value }} = 0 then 0
        when {{ matches_pattern(printed, "[0-9０-９]") }}
            then 0.5 * power(10, -length({{ first_match(printed, "[.．]([0-9０-９]+)") }}))
        else 0
    end
{%- endmacro %}

{#- A figure of money or per cent with its unit: its last digit and the unit. -#}
{% macro figure_pattern() -%}
    [0-9０-９][\s　]*(?:[百千万亿]*元|[%％])
{%- endmacro %}

{#- Group 1 of a pattern's first match; empty where nothing matches. -#}
{% macro first_match(expression, pattern) -%}
    regexp_extract({{ expression }}, '{{ pattern }}', 1)
{%- endmacro %}

{#- A percentage of two decimals, for messages. -#}
{% macro percent_text(expression) -%}
    {{ number_text("round(cast(" ~ expression ~ " as decimal(24, 6)), 2)") }} || '%'
{%- endmacro %}

{#- A change's direction in words before its size. -#}
{% macro change_text(expression, size) -%}
    case when {{ expression }} < 0 then '下降' else '增长' end || {{ size }}
{%- endmacro %}

{#- The first day that a text writes out (2021年6月15日), as a date; null where it is none. -#}
{% macro day_of(expression) -%}
    try_cast(
        {{ first_match(expression, "([0-9]{4})年") }} || '-'
        || lpad({{ first_match(expression, "年([0-9]{1,2})月") }}, 2, '0') || '-'
        || lpad({{ first_match(expression, "月([0-9]{1,2})日") }}, 2, '0') as date
    )
{%- endmacro %}

{#- The first month that a text writes out with its year (2022年4月底前), as a number that grows with time; null where none. -#}
{% macro month_of(expression) -%}
    try_cast({{ first_match(expression, "([0-9]{4})年[0-9]{1,2}月") }} as integer) * 12
    + try_cast({{ first_match(expression, "[0-9]{4}年([0-9]{1,2})月") }} as integer)
{%- endmacro %}
