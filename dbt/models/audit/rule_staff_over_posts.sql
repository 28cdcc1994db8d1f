with

staffing as (
    {{ audited("fct_staffing") }}
),

sentences as (
    select * from {{ ref("int_comparable_sentence") }}
),

counted as (
    select
        staffing.*,
        {{ fold_text(
            "substring(sentences.sentence, 1 + staffing.value_end - sentences.char_start, 56)"
        ) }} as words_after,
        {{ fold_text(
            "substring(sentences.sentence, greatest(staffing.value_start - sentences.char_start - 7, 1), 8)"
        ) }} as words_before,
        case
            when staffing.measure in ('posts_authorised', 'staff_on_post') then '人员'
            when staffing.measure in ('posts_administrative', 'staff_administrative') then '行政人员'
            when staffing.measure in ('posts_institution', 'staff_institution') then '事业人员'
        end as staff_kind,
        {{ matches_pattern("staffing.measure", "^posts_") }} as is_posts,
        count(*) over (partition by staffing.evidence_key, staffing.measure) as places
    from staffing
    left join sentences
        on
            staffing.report_key = sentences.report_key
            and staffing.value_start >= sentences.char_start
            and staffing.value_start < sentences.char_end
),

-- Whether the figure counts staff outside the posts too. Those of 在编 fill posts: others stand beside that figure.
worded as (
    select
        *,
        coalesce(
            {{ matches_pattern("words_after", cues("also_outside_posts")) }}
            or {{ matches_pattern("words_after", cues("beside_posts")) }}
            and not {{ matches_pattern("words_before", cues("within_posts")) }},
            false
        ) as counts_others
    from counted
),

-- A table row states one body's posts and staff; elsewhere the report's only figure of each kind counts.
in_rows as (
    select
        report_key,
        staff_kind,
        evidence_key,
        max(case when is_posts then count_value end) as posts,
        max(case when not is_posts then count_value end) as staff,
        min_by(evidence_key, value_start) as posts_evidence_key,
        max(case when not is_posts and counts_others then 1 else 0 end) = 1 as counts_others
    from worded
    where staff_kind is not null
    group by report_key, staff_kind, evidence_key
    having
        count(case when is_posts then 1 end) = 1
        and count(case when not is_posts then 1 end) = 1
),

in_reports as (
    select
        report_key,
        staff_kind,
        min_by(evidence_key, value_start) filter (where not is_posts) as evidence_key,
        max(case when is_posts then count_value end) as posts,
        max(case when not is_posts then count_value end) as staff,
        min_by(evidence_key, value_start) filter (where is_posts) as posts_evidence_key,
        min_by(counts_others, value_start) filter (where not is_posts) as counts_others,
        count(distinct case when is_posts then count_value end) as posts_figures,
        count(distinct case when not is_posts then count_value end) as staff_figures
    from worded
    where
        staff_kind is not null
        and evidence_key not in (select in_rows.evidence_key from in_rows)
    group by report_key, staff_kind
),

compared as (
    select
        report_key,
        staff_kind,
        evidence_key,
        posts,
        staff,
        posts_evidence_key,
        counts_others,
        true as is_single
    from in_rows

    union all

    select
        report_key,
        staff_kind,
        coalesce(evidence_key, posts_evidence_key) as evidence_key,
        posts,
        staff,
        posts_evidence_key,
        counts_others,
        posts_figures = 1 and staff_figures = 1 as is_single
    from in_reports
),

checked as (
    select
        report_key,
        cast(null as {{ type_string() }}) as project_key,
        staff_kind,
        evidence_key,
        case
            when not is_single then 'insufficient_data'
            when counts_others then 'insufficient_data'
            when staff > posts then 'fail'
            else 'pass'
        end as verdict,
        cast(staff as {{ type_string() }}) as stated_value,
        cast(posts as {{ type_string() }}) as recomputed_value,
        '在职' || staff_kind || cast(staff as {{ type_string() }}) || '人，多于编制'
        || cast(posts as {{ type_string() }}) || '名。' as message,
        {{ without_nulls(array_of(["evidence_key", "posts_evidence_key"])) }} as evidence_keys
    from compared
)

{{ rule_check("staff_over_posts", "checked", ["staff_kind", "evidence_key"]) }}
