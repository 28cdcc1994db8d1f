with

amounts as (
    select * from {{ ref("int_comparable_amount") }}
),

reports as (
    {{ audited("report_text") }}
),

-- A unit that the report names for its tables or as a whole is one.
unit_named as (
    select report_key
    from reports
    where {{ matches_pattern("text", "单位\\s*[:：]\\s*(人民币)?[亿万千百]?元") }}
),

judged as (
    select
        amounts.*,
        -- A zero needs none.
        coalesce(amounts.unit_basis in ('own', 'table'), false) or amounts.stated_number = 0 as is_clear,
        unit_named.report_key is not null and amounts.unit_basis is null as is_open
    from amounts
    left join unit_named on amounts.report_key = unit_named.report_key
),

worded as (
    select
        *,
        case when not is_clear then {{ number_text("stated_number") }} end as unclear_text
    from judged
),

checked as (
    select
        report_key,
        project_key,
        case
            when max(case when not is_clear and not is_open then 1 else 0 end) = 1 then 'fail'
            when max(case when is_clear then 1 else 0 end) = 1 then 'pass'
            else 'insufficient_data'
        end as verdict,
        {{ joined("unclear_text", "、", "value_start") }} as stated_value,
        cast(null as {{ type_string() }}) as recomputed_value,
        '金额' || {{ joined("unclear_text", "、", "value_start") }} || '没有写明单位。' as message,
        coalesce(
            min_by(evidence_key, value_start) filter (where not is_clear), min_by(evidence_key, value_start)
        ) as evidence_key,
        case
            when count(*) filter (where not is_clear) = 0 then {{ gather("evidence_key") }}
            else {{ gather("case when not is_clear then evidence_key end") }}
        end as evidence_keys
    from worded
    group by report_key, project_key
)

{{ rule_check("unit_missing", "checked", ["project_key"]) }}
