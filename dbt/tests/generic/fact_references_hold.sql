{#- Every fact hangs on a current report, on a department and on a place in the text; a project is null or a listed one. -#}
{% test fact_references_hold(model, key_column="fact_key") %}

{%- set tables = {
    "report_key": ref("dim_report"),
    "department_key": ref("dim_department"),
    "project_key": ref("dim_project"),
    "evidence_key": ref("evidence"),
} -%}
{%- set columns = adapter.get_columns_in_relation(model) | map(attribute="name") | list -%}

{% for column, table in tables.items() if column in columns -%}
select
    facts.{{ key_column }} as row_key,
    '{{ column }}' as broken_reference
from {{ model }} as facts
left join {{ table }} as target
    on facts.{{ column }} = target.{{ column }} {%- if column == "report_key" %} and target.is_current {%- endif %}
where facts.{{ column }} is not null and target.{{ column }} is null
union all
{% endfor -%}
select
    facts.{{ key_column }} as row_key,
    'evidence of another report' as broken_reference
from {{ model }} as facts
inner join {{ ref("evidence") }} as evidence on facts.evidence_key = evidence.evidence_key
where facts.report_key <> evidence.report_key

{% endtest %}
