{{ config(materialized="table") }}

{#- Stated wholes beside the sum of their stated parts, of four kinds: `listed` (其中：…), `restated` (the same
    total said elsewhere with its parts), `table` (a total row under its rows) and `slices` (the funding slices of one project, each naming the whole). is_exhaustive: the parts are all there
    can be, so that a smaller sum contradicts the whole too; is_explained: the difference is one of the report's own
    amounts, which the list holds twice or leaves out by its wording, or the whole itself, where each part is said twice
    (预算5万元，支出5万元); is_misled: a part is more than the whole, so that the two do not belong together. -#}

with

amounts as (
    select * from {{ ref("int_comparable_amount") }}
),

projects as (
    {{ audited("int_report_project") }}
),

thresholds as (
    {{ thresholds("sum_mismatch", ["restated_percent"]) }}
),

-- 其中：… -------------------------------------------------------------------------------------------------------------
listed_parts as (
    select
        wholes.fact_key as whole_key,
        parts.fact_key as part_key,
        parts.value,
        parts.half_unit,
        parts.value_start,
        parts.stated_text,
        parts.evidence_key,
        parts.category,
        parts.fund_type,
        coalesce(parts.label, '') as label,
        {{ matches_pattern("parts.quote", cues("residual_part")) }} as is_residual,
        -- Two stages of the same money (到位, 支出) are no parts of each other.
        parts.measure <> wholes.measure and parts.measure not in ('funding', 'other') as is_other_stage,
        coalesce(parts.fiscal_year <> wholes.fiscal_year, false) as is_other_year
    from amounts as parts
    inner join amounts as wholes
        on
            parts.report_key = wholes.report_key
            and parts.part_of_fact_key = wholes.fact_key
            and parts.scale = wholes.scale
    where parts.measure not in ('change', 'unit_standard') and wholes.measure not in ('change', 'unit_standard')
),

-- What a list must hold to be whole: the classes that divide a class of money.
listed as (
    select
        whole_key,
        sum(value) as parts_value,
        sum(half_unit) as parts_half_unit,
        max(value) as largest_part,
        count(*) as part_count,
        max(value_start) as last_start,
        {{ joined("stated_text", "＋", "value_start") }} as parts_text,
        {{ gather("evidence_key") }} as part_evidence_keys,
        max(case when is_other_stage or is_other_year then 1 else 0 end) = 1 as is_mixed,
        max(case when is_residual then 1 else 0 end) = 1
        or (
            max(case when {{ matches_pattern("label", cues("personnel_part")) }} then 1 else 0 end) = 1
            and max(case when category = 'operating' then 1 else 0 end) = 1
            and max(case when category not in ('personnel', 'operating', 'project') then 1 else 0 end) = 0
        )
        or (
            max(case when category = 'basic' then 1 else 0 end) = 1
            and max(case when category = 'project' then 1 else 0 end) = 1
        )
        or (
            max(case when {{ matches_pattern("label", cues("abroad_part")) }} then 1 else 0 end) = 1
            and max(case when {{ matches_pattern("label", cues("vehicle_part")) }} then 1 else 0 end) = 1
            and max(case when {{ matches_pattern("label", cues("reception_part")) }} then 1 else 0 end) = 1
        )
        or (
            max(case when {{ matches_pattern("label", cues("goods_part")) }} then 1 else 0 end) = 1
            and max(case when {{ matches_pattern("label", cues("works_part")) }} then 1 else 0 end) = 1
            and max(case when {{ matches_pattern("label", cues("services_part")) }} then 1 else 0 end) = 1
        )
        or count(distinct case
            when fund_type in ('general_public_budget', 'government_fund', 'state_capital') then fund_type
        end) = 3 as is_exhaustive
    from listed_parts
    group by whole_key
    having count(*) > 1
),

-- The year's income or spending said twice, once with its parts -------------------------------------------------------
yearly as (
    select *
    from amounts
    where
        measure in ('revenue', 'expenditure')
        and category = 'total'
        and fund_type = 'all'
        and fund_level = 'all'
        and {{ matches_pattern("quote", cues("yearly_total")) }}
),

restated as (
    select
        firsts.fact_key as whole_key,
        listed.parts_value,
        listed.parts_half_unit,
        listed.largest_part,
        listed.part_count,
        cast(null as integer) as last_start,
        listed.parts_text,
        listed.part_evidence_keys,
        listed.is_mixed,
        true as is_exhaustive
    from yearly as firsts
    inner join thresholds on firsts.report_key = thresholds.report_key
    inner join yearly as seconds
        on
            firsts.report_key = seconds.report_key
            and firsts.project_key is not distinct from seconds.project_key
            and firsts.fiscal_year = seconds.fiscal_year
            and firsts.measure = seconds.measure
            and firsts.scale = seconds.scale
            and firsts.value_start < seconds.value_start
            and firsts.value <> seconds.value
            -- A slip of a digit; figures further apart are likely to be of two things.
            and abs(firsts.value - seconds.value) < thresholds.restated_percent / 100 * abs(firsts.value)
    inner join listed on seconds.fact_key = listed.whole_key
    left join amounts as funds
        on
            firsts.report_key = funds.report_key
            and firsts.value_start < funds.value_start
            and seconds.value_start > funds.value_start
            and funds.fund_type <> 'all'
    where
        firsts.fact_key not in (select wholes.whole_key from listed as wholes)
        -- A fund named in between may govern the second statement.
        and funds.fact_key is null
        and abs(cast(seconds.value - listed.parts_value as double)) <= seconds.half_unit + listed.parts_half_unit
),

-- A total row ----------------------------------------------------------------------------------------------------------
cells as (
    select
        *,
        {{ matches_pattern("coalesce(label, '')", cues("total_row")) }} as is_total,
        count(*) over (partition by evidence_key, measure) as alike_count,
        max(char_end) over (
            partition by report_key order by char_start, value_start rows between unbounded preceding and 1 preceding
        ) as end_before
    from amounts
    qualify count(*) over (partition by evidence_key) > 1
),

islands as (
    select
        *,
        sum(case when end_before is null or char_start > end_before + 4 then 1 else 0 end) over (
            partition by report_key order by char_start, value_start rows unbounded preceding
        ) as island_no
    from cells
),

-- Rows of one table that state the same number of figures of a kind have lost no blank cell among them.
evened as (
    select
        *,
        min(alike_count) over (partition by report_key, island_no, measure)
        = max(alike_count) over (partition by report_key, island_no, measure) as is_even
    from islands
),

tabled as (
    select
        totals.fact_key as whole_key,
        sum(parts.value) as parts_value,
        sum(parts.half_unit) as parts_half_unit,
        max(parts.value) as largest_part,
        count(*) as part_count,
        max(parts.value_start) as last_start,
        {{ joined("parts.stated_text", "＋", "parts.value_start") }} as parts_text,
        {{ gather("parts.evidence_key") }} as part_evidence_keys,
        false as is_mixed,
        true as is_exhaustive
    from evened as totals
    inner join evened as parts
        on
            totals.report_key = parts.report_key
            and totals.island_no = parts.island_no
            and totals.measure = parts.measure
            and totals.scale = parts.scale
            -- Several figures of a kind in a row are of several columns, which only their class tells apart.
            and (parts.alike_count = 1 or totals.category = parts.category)
            and not parts.is_total
            and parts.part_of_fact_key is null
    where
        totals.is_total
        and totals.is_even
        and totals.fact_key not in (select listed.whole_key from listed)
    group by totals.fact_key
    having count(*) > 1
),

-- The funding slices of one project ------------------------------------------------------------------------------------
slices as (
    select
        projects.report_key,
        projects.base_project_name,
        projects.project_ordinal,
        projects.name_fund_level,
        wholes.fact_key as whole_key,
        wholes.value as whole_value,
        parts.value,
        parts.half_unit,
        parts.stated_text,
        parts.evidence_key
    from projects
    inner join amounts as parts
        on
            projects.report_key = parts.report_key
            and projects.project_key = parts.project_key
            and projects.name_fund_level = parts.fund_level
            and parts.measure <> 'unit_standard'
    inner join amounts as wholes
        on
            parts.report_key = wholes.report_key
            and parts.part_of_fact_key = wholes.fact_key
            and parts.project_key = wholes.project_key
            and parts.scale = wholes.scale
            and parts.value < wholes.value
),

sliced as (
    select
        min_by(whole_key, project_ordinal) as whole_key,
        sum(value) as parts_value,
        sum(half_unit) as parts_half_unit,
        max(value) as largest_part,
        count(*) as part_count,
        cast(null as integer) as last_start,
        {{ joined("stated_text", "＋", "project_ordinal") }} as parts_text,
        {{ gather("evidence_key") }} as part_evidence_keys,
        false as is_mixed,
        true as is_exhaustive
    from slices
    group by report_key, base_project_name
    having count(*) > 1 and count(distinct name_fund_level) = count(*) and count(distinct whole_value) = 1
),

sums as (
    select
        'listed' as kind,
        *
    from listed
    union all
    select
        'table' as kind,
        *
    from tabled
    union all
    select
        'restated' as kind,
        *
    from restated
    union all
    select
        'slices' as kind,
        *
    from sliced
),

compared as (
    select
        sums.*,
        wholes.report_key,
        wholes.project_key,
        wholes.value as whole_value,
        wholes.value_start as whole_start,
        wholes.stated_text as whole_text,
        wholes.evidence_key,
        wholes.quote,
        wholes.scale,
        sums.parts_value - wholes.value as difference,
        sums.parts_half_unit + wholes.half_unit as tolerance
    from sums
    inner join amounts as wholes on sums.whole_key = wholes.fact_key
),

-- One or two parts that the list holds twice (a part of a part beside its whole, a figure said again).
held_twice as (
    select distinct compared.whole_key
    from compared
    inner join listed_parts as firsts on compared.whole_key = firsts.whole_key
    left join listed_parts as seconds
        on compared.whole_key = seconds.whole_key and firsts.value_start < seconds.value_start
    where
        compared.kind = 'listed'
        and (
            abs(cast(compared.difference - firsts.value as double)) <= compared.tolerance + 1e-6
            or abs(cast(compared.difference - firsts.value - seconds.value as double)) <= compared.tolerance + 1e-6
        )
),

-- An amount between the whole and its last part that is no part of anything.
left_out as (
    select distinct compared.whole_key
    from compared
    inner join amounts
        on
            compared.report_key = amounts.report_key
            and compared.scale = amounts.scale
            and amounts.part_of_fact_key is null
            and compared.whole_start < amounts.value_start
            and compared.last_start > amounts.value_start
            and amounts.measure not in ('change', 'unit_standard')
            and amounts.value <> 0
    where
        compared.kind = 'listed'
        and abs(cast(compared.difference + amounts.value as double)) <= compared.tolerance + 1e-6
),

final as (
    select
        compared.*,
        abs(cast(compared.difference as double)) <= compared.tolerance + 1e-6 as fits,
        held_twice.whole_key is not null
        or left_out.whole_key is not null
        or abs(cast(compared.difference - compared.whole_value as double)) <= compared.tolerance + 1e-6 as is_explained,
        compared.largest_part > compared.whole_value + compared.tolerance as is_misled
    from compared
    left join held_twice on compared.whole_key = held_twice.whole_key
    left join left_out on compared.whole_key = left_out.whole_key
)

select * from final
