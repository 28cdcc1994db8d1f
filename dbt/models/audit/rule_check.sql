{{ config(materialized="table") }}

{#- Every comparison that the rules make on the rebuilt reports. A new rule: its model rule_<rule_id>.sql in this folder, its
    row in the seed audit_rules, its name here; a test fails where one of the three is missing. -#}
{%- set rules = [
    "carryover_contradiction",
    "change_mismatch",
    "count_mismatch",
    "date_order",
    "direction_mismatch",
    "duplicated_narrative",
    "full_score_with_problems",
    "grade_mismatch",
    "implausible_target",
    "missing_section",
    "nonstandard_bands",
    "output_counted_twice",
    "overspent",
    "payment_before_delivery",
    "plan_incomplete",
    "prior_year_project",
    "ratio_mislabelled",
    "ratio_mismatch",
    "score_above_ceiling",
    "staff_over_posts",
    "sum_mismatch",
    "target_missed",
    "targets_without_actuals",
    "template_text_left",
    "unit_missing",
    "unquantified_target",
] -%}

{% for rule in rules -%}
    select * from {{ ref("rule_" ~ rule) }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
