{#- Words of a form that a report should have replaced: placeholders and instructions. -#}
{% macro template_pattern() -%}
    ([（(](?:单位名称|部门名称|项目名称|填写[^）)]{0,20}|[^）)]{0,6}[0-9]+字以内|不超过[0-9]+字)[)）]|[×Ｘ]{2,}|XX+(?:年|月|日|省|市|县|区|局|委|厅|单位|部门|项目|万元|元|个|次|人)|(?:^|[\\s　：:（(])(?:请|简要|应)?(?:说明|简述|填写)[^。；;，,]{0,40}是否[^。；;，,]{0,40})
{%- endmacro %}

{#- A rate of what should not happen, and the words that turn it into a rate of what should. -#}
{% macro harm_rate() -%}
    (事故|险情|案件|火灾|灾害|疫情|投诉|上访|信访|违法|违规|差错|错误|死亡|伤亡|发病|故障|超限|超载|破损|浪费|流失|失业|返贫|辍学).{0,4}率
{%- endmacro %}

{% macro harm_reduced() -%}
    下降|降低|减少|降幅|控制|处置|处理|办结|办理|查处|整改|化解|满意|覆盖|完成|结案|侦破|破案|审结|排查|回复|答复|救治|防控|治理|修复|修理|排除|及时|报告|上报|调查|受理
{%- endmacro %}
