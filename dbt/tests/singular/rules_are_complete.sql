{#- Each rule of the seed has a model that the union takes up, and each model its rule in the seed. -#}
{%- set models = [] -%}
{%- if execute -%}
    {%- for node in graph.nodes.values() if node.resource_type == "model" and node.name.startswith("rule_") -%}
        {%- if node.path.startswith("audit/") and node.name != "rule_check" -%}
            {%- set union = graph.nodes["model.jixiao.rule_check"].depends_on.nodes -%}
            {%- do models.append((node.name[5:], node.unique_id in union)) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endif %}

with

rules as (
    select * from {{ ref("dim_rule") }}
),

models as (
    {% for rule_id, is_united in models -%}
    select
        '{{ rule_id }}' as rule_id,
        {{ is_united }} as is_united
    {% if not loop.last %}union all{% endif %}
    {% else -%}
    select
        cast(null as {{ type_string() }}) as rule_id,
        false as is_united
    {% endfor -%}
)

select
    coalesce(rules.rule_id, models.rule_id) as rule_id,
    case
        when models.rule_id is null then 'no model rule_<rule_id>.sql in models/audit'
        when rules.rule_id is null then 'no row in the seed audit_rules'
        else 'not listed in rule_check'
    end as what_is_missing
from rules
full join models on rules.rule_id = models.rule_id
where models.rule_id is null or rules.rule_id is null or not models.is_united
