{#- The rows of a fact table that a rule looks at in this run: those of the reports that are rebuilt. -#}
{% macro audited(model_name) -%}
    select facts.*
    from {{ ref(model_name) }} as facts
    inner join {{ ref("int_report") }} as reports
        on facts.report_key = reports.report_key and reports.is_rebuilt and reports.is_current
{%- endmacro %}

{#- A number as a reader writes it: no zeros at the end of its decimals. -#}
{% macro number_text(expression) -%}
    {{ replace_pattern(
        replace_pattern("cast(cast(" ~ expression ~ " as decimal(24, 6)) as " ~ type_string() ~ ")", "0+$"), "[.]$"
    ) }}
{%- endmacro %}

{#- An amount in yuan as 万元 where it is at least one, else as 元. -#}
{% macro money_text(expression) -%}
    case
        when abs({{ expression }}) >= 10000 then {{ number_text("cast(" ~ expression ~ " as decimal(20, 2)) / 10000") }} || '万元'
        else {{ number_text(expression) }} || '元'
    end
{%- endmacro %}

{#- The final columns of a rule's model, one row for each comparison that the rule makes or could not make.
    verdict: pass, fail or insufficient_data. check_parts: what identifies the comparison besides report and rule. related:
    the column of places in other reports, where the rule looks at those. -#}
{% macro rule_check(rule_id, source, check_parts, related=none) -%}
select
    '{{ rule_id }}' as rule_id,
    report_key,
    project_key,
    {{ stable_key("finding", ["'" ~ rule_id ~ "'", "report_key"] + check_parts) }} as check_key,
    verdict,
    stated_value,
    recomputed_value,
    message,
    evidence_key,
    evidence_keys,
    {{ related or "cast(null as " ~ type_text_array() ~ ")" }} as related_evidence_keys
from {{ source }}
{%- endmacro %}

{#- A grade's Chinese word, for messages. -#}
{% macro grade_title(expression) -%}
    case {{ expression }} when 'excellent' then '优' when 'good' then '良' when 'fair' then '中' when 'poor' then '差' end
{%- endmacro %}

{#- A rule's thresholds, one row a report and one column a parameter, as the seed audit_profiles sets them. -#}
{% macro thresholds(rule_id, parameters) -%}
    select
        report_key
        {%- for parameter in parameters %},
        max(case when parameter = '{{ parameter }}' then value end) as {{ parameter }}
        {%- endfor %}
    from {{ ref("int_report_threshold") }}
    where rule_id = '{{ rule_id }}'
    group by report_key
{%- endmacro %}

{#- Whether a text holds one of a rule's cues of a role (seed audit_rule_cues). -#}
{% macro has_cue(rule_id, role, expression) -%}
    exists (
        select 1 from {{ ref("audit_rule_cues") }} as cues
        where cues.rule_id = '{{ rule_id }}' and cues.role = '{{ role }}' and position(cues.cue in {{ expression }}) > 0
    )
{%- endmacro %}

{#- Whether a smaller figure is the better one for what a name measures (seed lower_is_better_cues). More of what undoes a
    harm is better (audit_cues harm_undone): 差错改正率, 事故多发点整治. -#}
{% macro lower_is_better(name) -%}
    (
        exists (
            select 1 from {{ ref("lower_is_better_cues") }} as low_cues
            where position(low_cues.cue in {{ name }}) > 0
        )
        and not {{ matches_pattern(name, cues("harm_undone")) }}
    )
{%- endmacro %}
