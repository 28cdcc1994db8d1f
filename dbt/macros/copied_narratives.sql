{#- The comparisons of a rule on narratives copied from another report: the CTEs up to ``final``, one row a pair of reports with
    its alike passages, a row each passage found nowhere else, and a row each report in which nothing can be compared.
    limits: the rule's thresholds with least_alike_percent; relation: which pairs of int_alike_narrative; is_later: when the
    report at hand is the one that copied; other: SQL for the words that name the other report. -#}
{% macro copied_narratives(limits, relation, is_later, other) %}
with

reports as (
    select * from {{ ref("dim_report") }}
    where is_current
),

departments as (
    select * from {{ ref("dim_department") }}
),

narratives as (
    select * from {{ ref("fct_narrative") }}
    where kind in ('problem', 'improvement')
),

thresholds as (
    {{ limits }}
),

alike as (
    select pairs.*
    from {{ ref("int_alike_narrative") }} as pairs
    inner join thresholds on pairs.report_key = thresholds.report_key
    where
        pairs.relation = '{{ relation }}'
        and pairs.alike_percent >= thresholds.least_alike_percent
        and {{ is_later }}
),

copied as (
    select
        alike.report_key,
        alike.other_report_key as subject_key,
        count(distinct alike.fact_key) as passage_count,
        max(alike.alike_percent) as alike_percent,
        min_by(alike.text, alike.value_start) as text,
        min_by(alike.evidence_key, alike.value_start) as evidence_key,
        min(departments.department_name) as other_name,
        min(alike.other_fiscal_year) as other_year,
        {{ gather("alike.evidence_key") }} as evidence_keys,
        {{ gather("alike.other_evidence_key") }} as related_evidence_keys
    from alike
    inner join departments on alike.other_department_key = departments.department_key
    group by alike.report_key, alike.other_report_key
),

-- Every other passage that is long enough was looked for and not found.
alone as (
    select narratives.*
    from narratives
    left join alike on narratives.fact_key = alike.fact_key
    where narratives.signature is not null and alike.fact_key is null
),

-- A department that is not known is neither the same as another nor a different one.
open_reports as (
    select
        narratives.report_key,
        max(case when narratives.signature is not null then 1 else 0 end) = 1 as has_passages,
        min_by(narratives.evidence_key, narratives.value_start) as evidence_key
    from narratives
    group by narratives.report_key
),

checked as (
    select
        report_key,
        subject_key,
        'fail' as verdict,
        {{ number_text("passage_count") }} || '条' as stated_value,
        other_name as recomputed_value,
        {{ number_text("passage_count") }} || '条问题或措施与' || {{ other }} || '的报告雷同（相似度'
        || {{ percent_text("alike_percent") }} || '），如“' || left(text, 40) || '”。' as message,
        evidence_key,
        evidence_keys,
        related_evidence_keys
    from copied

    union all

    select
        alone.report_key,
        alone.fact_key as subject_key,
        'pass' as verdict,
        cast(null as {{ type_string() }}) as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        cast(null as {{ type_string() }}) as message,
        alone.evidence_key,
        {{ array_of(["alone.evidence_key"]) }} as evidence_keys,
        cast(null as {{ type_text_array() }}) as related_evidence_keys
    from alone
    inner join reports on alone.report_key = reports.report_key
    inner join departments on reports.department_key = departments.department_key
    where departments.region_code is not null and departments.organ_name is not null

    union all

    select
        open_reports.report_key,
        open_reports.report_key as subject_key,
        'insufficient_data' as verdict,
        cast(null as {{ type_string() }}) as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        cast(null as {{ type_string() }}) as message,
        open_reports.evidence_key,
        {{ array_of(["open_reports.evidence_key"]) }} as evidence_keys,
        cast(null as {{ type_text_array() }}) as related_evidence_keys
    from open_reports
    inner join reports on open_reports.report_key = reports.report_key
    inner join departments on reports.department_key = departments.department_key
    where not open_reports.has_passages or departments.region_code is null or departments.organ_name is null
),

final as (
    select
        *,
        cast(null as {{ type_string() }}) as project_key
    from checked
)
{% endmacro %}
