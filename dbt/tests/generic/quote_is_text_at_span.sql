{#- The promise of evidence: each quote is the report's text at its offsets, and none is empty. -#}
{% test quote_is_text_at_span(model) %}

select evidence.*
from {{ model }} as evidence
left join {{ ref("report_text") }} as texts on evidence.report_key = texts.report_key
where
    evidence.quote is distinct from
    substring(texts.text, evidence.char_start + 1, evidence.char_end - evidence.char_start)
    or length(evidence.quote) <> evidence.char_end - evidence.char_start
    or evidence.char_start < 0
    or evidence.char_end <= evidence.char_start

{% endtest %}
