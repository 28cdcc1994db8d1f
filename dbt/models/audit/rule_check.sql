{{ config(materialized="table") }}

{#- Every comparison that the rules make on the rebuilt reports. A new rule: its model rule_<rule_id>.sql in this folder, its
    row in the seed audit_rules, its name here; a test fails where one of the three is missing. -#}
{%- set rules = [
    "count_mismatch",
    "grade_mismatch",
    "missing_section",
    "nonstandard_bands",
    "overspent",
    "plan_incomplete",
    "prior_year_project",
    "target_missed",
    "unquantified_target",
] -%}

{% for rule in rules -%}
    select * from {{ ref("rule_" ~ rule) }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
