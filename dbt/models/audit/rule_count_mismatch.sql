with

bands as (
    {{ audited("fct_score_distribution") }}
),

projects as (
    {{ audited("bridge_report_project") }}
),

statements as (
    select * from {{ ref("int_audit_statement") }}
    where kind = 'project_count'
),

sentences as (
    select * from {{ ref("int_comparable_sentence") }}
),

thresholds as (
    {{ thresholds("count_mismatch", ["least_listed_percent"]) }}
),

-- 其余3个项目中优秀2个，良好1个: bands of what is left, beside projects whose grades stand by themselves.
of_the_rest as (
    select distinct bands.report_key
    from bands
    inner join sentences
        on
            bands.report_key = sentences.report_key
            and bands.value_start >= sentences.char_start
            and bands.value_start < sentences.char_end
    where {{ matches_pattern("sentences.sentence", cues("rest_of_projects")) }}
),

-- How many projects were evaluated, in so many words or as the sum over the bands of their scores.
stated as (
    select
        report_key,
        'bands' as kind,
        sum(project_count) as stated_count,
        '各分数段合计' as title,
        min_by(evidence_key, value_start) as evidence_key,
        {{ gather("evidence_key") }} as evidence_keys
    from bands
    where project_count is not null and report_key not in (select of_the_rest.report_key from of_the_rest)
    group by report_key

    union all

    select
        report_key,
        'words' as kind,
        try_cast({{ first_match("said", "([0-9]+)个") }} as integer) as stated_count,
        '报告称“' || said || '”，即' as title,
        evidence_key,
        {{ array_of(["evidence_key"]) }} as evidence_keys
    from statements
    qualify row_number() over (partition by report_key order by char_start) = 1
),

listed as (
    select
        report_key,
        count(*) as listed_count
    from projects
    group by report_key
),

-- Two statements that agree are one comparison.
preferred as (
    select *
    from stated
    where stated_count > 0
    qualify row_number() over (partition by report_key, stated_count order by kind) = 1
),

checked as (
    select
        preferred.report_key,
        cast(null as {{ type_string() }}) as project_key,
        preferred.kind,
        case
            -- A report that tells of some of its projects lists them not.
            when
                coalesce(listed.listed_count, 0) < 2
                or 100 * listed.listed_count < thresholds.least_listed_percent * preferred.stated_count
                then 'insufficient_data'
            when preferred.stated_count <> listed.listed_count then 'fail'
            else 'pass'
        end as verdict,
        cast(preferred.stated_count as {{ type_string() }}) as stated_value,
        cast(listed.listed_count as {{ type_string() }}) as recomputed_value,
        preferred.title || cast(preferred.stated_count as {{ type_string() }}) || '个项目，报告列出'
        || cast(listed.listed_count as {{ type_string() }}) || '个。' as message,
        preferred.evidence_key,
        preferred.evidence_keys
    from preferred
    inner join thresholds on preferred.report_key = thresholds.report_key
    left join listed on preferred.report_key = listed.report_key
)

{{ rule_check("count_mismatch", "checked", ["kind"]) }}
