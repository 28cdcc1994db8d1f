{#- Counted are statements, whatever may be wrong with them; what a report gets wrong stands in fct_finding. -#}

{%- set facts = [
    "fct_amount", "fct_ratio", "fct_disbursement_plan", "fct_indicator", "fct_score", "fct_score_distribution",
    "fct_staffing", "fct_narrative",
] %}

with

reports as (
    {{ audited("dim_report") }}
),

departments as (
    select * from {{ ref("int_report_department") }}
),

texts as (
    {{ audited("report_text") }}
),

evidence as (
    {{ audited("evidence") }}
),

amounts as (
    {{ audited("fct_amount") }}
),

ratios as (
    {{ audited("fct_ratio") }}
),

indicators as (
    {{ audited("fct_indicator") }}
),

findings as (
    {{ audited("fct_finding") }}
),

projects as (
    {{ audited("bridge_report_project") }}
),

warnings as (
    select * from {{ ref("stg_reading_warning") }}
),

stated as (
    {% for fact in facts -%}
        select
            report_key,
            '{{ fact }}' as fact_table,
            evidence_key
        from ({{ audited(fact) }}) as facts
        {% if not loop.last %}union all{% endif %}
    {% endfor -%}
),

fact_counts as (
    select
        report_key,
        count(*) as facts,
        {% for fact in facts -%}
            count(case when fact_table = '{{ fact }}' then 1 end) as {{ fact }}
            {%- if not loop.last %},
            {% endif %}
        {%- endfor %}
    from stated
    group by report_key
),

amount_counts as (
    select
        report_key,
        count(case when measure <> 'other' then 1 end) as placed,
        count(case when amount_yuan is null then 1 end) as unitless
    from amounts
    group by report_key
),

ratio_counts as (
    select
        report_key,
        count(case when measure <> 'other' then 1 end) as placed
    from ratios
    group by report_key
),

indicator_counts as (
    select
        report_key,
        count(case when level_basis <> 'assumed' then 1 end) as placed,
        count(case
            when attained is null and target_value is not null and actual_value is not null then 1
        end) as undecided
    from indicators
    group by report_key
),

-- How much of the text its evidence covers, each character once; for figures that of the statements alone.
figure_places as (
    select distinct evidence_key
    from stated
    where fact_table <> 'fct_narrative'
),

kinds as (
    select
        evidence.*,
        'any' as kind
    from evidence

    union all

    select
        evidence.*,
        'figure' as kind
    from evidence
    inner join figure_places on evidence.evidence_key = figure_places.evidence_key
),

reached as (
    select
        *,
        coalesce(
            max(char_end) over (
                partition by report_key, kind
                order by char_start, char_end
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as end_before
    from kinds
),

covered as (
    select
        report_key,
        kind,
        char_end - greatest(char_start, end_before) as characters,
        substring(quote, 1 + greatest(end_before - char_start, 0)) as quote
    from reached
    where char_end > end_before
),

coverage as (
    select
        report_key,
        sum(case when kind = 'any' then characters end) as characters,
        sum(case when kind = 'figure' then {{ count_matches("quote", figure_pattern()) }} end) as figures
    from covered
    group by report_key
),

warning_counts as (
    select
        document_sha256,
        count(*) as warnings
    from warnings
    group by document_sha256
),

finding_counts as (
    select
        report_key,
        case
            when count(case when rule_id = 'missing_section' then 1 end) > 0
                then {{ gather("case when rule_id = 'missing_section' then recomputed_value end") }}
        end as missing_parts,
        {{ finding_counts("severity") }}
    from findings
    group by report_key
),

project_counts as (
    select
        report_key,
        count(*) as projects
    from projects
    group by report_key
),

counted as (
    select
        reports.report_key,
        reports.department_key,
        reports.report_type,
        reports.fiscal_year,
        departments.region_code is not null as is_region_known,
        departments.organ_name is not null as is_organ_known,
        length(texts.text) as character_count,
        {{ count_matches("texts.text", figure_pattern()) }} as figure_count,
        coalesce(coverage.characters, 0) as covered_characters,
        coalesce(coverage.figures, 0) as covered_figures,
        coalesce(fact_counts.facts, 0) as fact_count,
        {% for fact in facts -%}
            coalesce(fact_counts.{{ fact }}, 0) as {{ fact }},
        {% endfor -%}
        coalesce(amount_counts.placed, 0) as placed_amounts,
        coalesce(amount_counts.unitless, 0) as unitless_amounts,
        coalesce(ratio_counts.placed, 0) as placed_ratios,
        coalesce(indicator_counts.placed, 0) as placed_indicators,
        coalesce(indicator_counts.undecided, 0) as undecided_indicators,
        coalesce(project_counts.projects, 0) as project_count,
        coalesce(warning_counts.warnings, 0) as warning_count,
        finding_counts.missing_parts,
        coalesce(finding_counts.finding_count, 0) as finding_count,
        coalesce(finding_counts.error_count, 0) as error_count
    from reports
    inner join departments on reports.report_key = departments.report_key
    inner join texts on reports.report_key = texts.report_key
    left join coverage on reports.report_key = coverage.report_key
    left join fact_counts on reports.report_key = fact_counts.report_key
    left join amount_counts on reports.report_key = amount_counts.report_key
    left join ratio_counts on reports.report_key = ratio_counts.report_key
    left join indicator_counts on reports.report_key = indicator_counts.report_key
    left join project_counts on reports.report_key = project_counts.report_key
    left join warning_counts on reports.document_sha256 = warning_counts.document_sha256
    left join finding_counts on reports.report_key = finding_counts.report_key
),

final as (
    select
        report_key,
        department_key,
        report_type,
        fiscal_year,
        is_region_known,
        is_organ_known,
        fiscal_year is not null as is_year_known,
        cast(character_count as integer) as character_count,
        {{ share_percent("covered_characters", "character_count") }} as covered_text_percent,
        cast(figure_count as integer) as figure_count,
        cast(greatest(figure_count - covered_figures, 0) as integer) as unread_figure_count,
        cast(fact_count as integer) as fact_count,
        cast(fct_amount as integer) as amount_count,
        cast(fct_ratio as integer) as ratio_count,
        cast(fct_disbursement_plan as integer) as plan_count,
        cast(fct_indicator as integer) as indicator_count,
        cast(fct_score as integer) as score_count,
        cast(fct_score_distribution as integer) as score_band_count,
        cast(fct_staffing as integer) as staffing_count,
        cast(fct_narrative as integer) as narrative_count,
        cast(project_count as integer) as project_count,
        {{ share_percent("placed_amounts", "fct_amount") }} as placed_amount_percent,
        {{ share_percent("placed_ratios", "fct_ratio") }} as placed_ratio_percent,
        {{ share_percent("placed_indicators", "fct_indicator") }} as placed_indicator_percent,
        {{ share_percent(
            "(placed_amounts + placed_ratios + placed_indicators)", "(fct_amount + fct_ratio + fct_indicator)"
        ) }} as placed_percent,
        cast(unitless_amounts as integer) as unitless_amount_count,
        cast(undecided_indicators as integer) as undecided_indicator_count,
        missing_parts,
        cast(warning_count as integer) as reading_warning_count,
        cast(finding_count as integer) as finding_count,
        cast(error_count as integer) as error_count
    from counted
)

select * from final
