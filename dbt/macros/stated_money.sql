{#- What the wide marts take as THE amount of a subject and a year: which statements count, and when they agree. -#}

{#- Whether statements of one thing contradict each other: no value lies within what the printed digits of all of them allow. -#}
{% macro figures_disagree(value, half_unit) -%}
    max(cast({{ value }} as double) - {{ half_unit }}) > min(cast({{ value }} as double) + {{ half_unit }}) + 1e-6
{%- endmacro %}

{#- Words that name nothing but a body, a year and a stage of money (2023年部门年初预算收入, 本年支出合计, 项目资金), so that
    what they say is the whole: 培训费支出 names a thing of its own. The expression is folded text. -#}
{% macro names_the_whole(expression) -%}
    {{ matches_pattern(
        expression,
        "(^|[局委厅院会府办社联县区市省镇乡道队处所]|[0-9).、:]|年度?|说明|情况)(本|我|该|部门|单位|项目|工程|专项|年度?|年初|年末|全年|当年|其中|调整后?|后|实际|累计|已|安排|批复|下达|拨付|到位|形成|完成|使用|计划|总|合计|共计?|收支|收入|支出|支付|预算|决算|执行|资金|经费|投入|投资|的|结转|结余|和|额|数|为|是|约|达|计)+$"
    ) }}
{%- endmacro %}

{#- What of its money a label or a base names, without bodies, years and words of totality: 2022年本年支出合计 and 总支出 are both
    支出. -#}
{% macro money_core(expression) -%}
    {{ replace_pattern(
        letters_of(fold_text(expression)),
        "其中|本年|全年|当年|年度|年|本部门|本单位|部门|单位|总额|合计|总计|共计|全部|总|实际|完成|决算|数|额|为|的"
    ) }}
{%- endmacro %}

{#- Which report types speak for an amount, the most authoritative first; null: none of that type. Of a department as a whole
    the budget that was approved tells the initial budget, the final account what became of it; reports on single projects do
    not speak for it. Of a project its own evaluation speaks first. -#}
{% macro authority(report_type, measure, is_project) -%}
    case
        when {{ is_project }}
            then case {{ report_type }}
                    when 'project_self_evaluation' then 1
                    when 'performance_evaluation' then 2
                    when 'department_self_evaluation' then 3
                    when 'final_account' then 4
                    when 'budget' then 5
                    when 'performance_target' then 6
                    else 7
                end
        when {{ measure }} = 'budget_initial' and {{ report_type }} = 'budget' then 1
        when {{ report_type }} = 'final_account' then 2
        when {{ report_type }} = 'department_self_evaluation' then 3
        when {{ measure }} = 'budget_initial' and {{ report_type }} = 'performance_target' then 4
    end
{%- endmacro %}
