{{ config(materialized="table") }}

{#- Stated shares (占比) beside what the stated amounts give, one row a share. The part is the amount right before the share in
    the same clause. The whole is the one that the words behind 占 name, where one amount of the sentence or list has that name;
    where they name none, the one that the part is stated to be a part of. All else is left open. -#}

{%- set share_words = "^[,(]?占(?:比例|比重|比)?([^,;:()0-9%、]*?)的?(?:比例|比重|比率)?(?:为|是|达到|达)?:?$" %}

with

ratios as (
    select * from {{ ref("int_comparable_ratio") }}
    where measure = 'share'
),

amounts as (
    select * from {{ ref("int_comparable_amount") }}
),

nearest as (
    select
        ratios.fact_key as ratio_key,
        max(amounts.value_start) as value_start
    from ratios
    inner join amounts
        on
            ratios.report_key = amounts.report_key
            and ratios.sentence_no = amounts.sentence_no
            and ratios.value_start >= amounts.value_end
    group by ratios.fact_key
),

worded as (
    select
        ratios.fact_key as ratio_key,
        ratios.report_key,
        ratios.ratio_percent,
        ratios.half_unit as ratio_half,
        ratios.value_start as ratio_start,
        ratios.sentence_no as ratio_sentence_no,
        parts.fact_key,
        parts.part_of_fact_key,
        parts.project_key,
        parts.fiscal_year,
        parts.measure,
        parts.scale,
        parts.value,
        parts.half_unit,
        parts.stated_text,
        parts.value_start,
        parts.quote,
        parts.evidence_key,
        {{ fold_text(
            "substring(parts.sentence, parts.value_end - parts.sentence_start + 1, ratios.value_start - parts.value_end)"
        ) }} as words,
        substring(parts.sentence, 1, ratios.value_start - parts.sentence_start) as words_before,
        substring(parts.sentence, ratios.value_end - parts.sentence_start + 1, 2) as words_behind
    from ratios
    inner join nearest on ratios.fact_key = nearest.ratio_key
    inner join amounts as parts
        on
            ratios.report_key = parts.report_key
            and nearest.value_start = parts.value_start
            and ratios.project_key is not distinct from parts.project_key
            and ratios.fiscal_year = parts.fiscal_year
),

-- A list (甲、乙分别为…，占60%、40%) gives each share another part.
shares as (
    select
        *,
        {{ money_core(first_match("words", share_words)) }} as base_core
    from worded
    where
        measure not in ('change', 'other')
        and {{ matches_pattern("words", share_words) }}
        and not {{ matches_pattern("words_before", "分别") }}
        and not {{ matches_pattern("words_behind", "^[、和及与以左上]") }}
),

candidates as (
    select
        shares.ratio_key,
        shares.base_core,
        wholes.fact_key,
        wholes.value,
        wholes.half_unit,
        wholes.stated_text,
        wholes.value_start,
        wholes.sentence_no,
        wholes.evidence_key,
        wholes.fact_key = shares.part_of_fact_key as is_own_whole,
        {{ money_core("coalesce(wholes.label, '')") }} as label_core,
        {{ names_the_whole(fold_text("coalesce(wholes.label, '')")) }} as is_of_all,
        {{ matches_pattern("wholes.quote", cues("approximate")) }} as is_approximate
    from shares
    left join amounts as own_wholes
        on shares.report_key = own_wholes.report_key and shares.part_of_fact_key = own_wholes.fact_key
    inner join amounts as wholes
        on
            shares.report_key = wholes.report_key
            and shares.project_key is not distinct from wholes.project_key
            and shares.fiscal_year = wholes.fiscal_year
            and shares.measure = wholes.measure
            and shares.scale = wholes.scale
            and shares.value_start > wholes.value_start
            and shares.value <= wholes.value
            and (
                shares.ratio_sentence_no = wholes.sentence_no
                or wholes.fact_key in (shares.part_of_fact_key, own_wholes.part_of_fact_key)
            )
    where wholes.value > 0
),

bases as (
    select
        *,
        min(value) over (partition by ratio_key) = max(value) over (partition by ratio_key) as is_one,
        row_number() over (partition by ratio_key order by half_unit asc, value_start desc) as choice
    from candidates
    where
        base_core = '' and is_own_whole
        or base_core <> '' and base_core = label_core
        or base_core <> '' and is_of_all and strpos(label_core, base_core) > 0
        -- 一般公共预算财政拨款基本支出, of which so much 占基本支出; never 支出 alone, which is all funds'.
        or length(base_core) >= 4 and is_own_whole and right(label_core, length(base_core)) = base_core
),

computed as (
    select
        shares.*,
        bases.fact_key as base_key,
        bases.sentence_no as base_sentence_no,
        cast(bases.value as double) as base_value,
        bases.stated_text as base_text,
        bases.evidence_key as base_evidence_key,
        shares.base_core <> '' as is_named,
        bases.is_approximate or {{ matches_pattern("shares.quote", cues("approximate")) }} as is_approximate,
        100 * cast(shares.value as double) / cast(bases.value as double) as recomputed_percent,
        shares.ratio_half
        + 100 * shares.half_unit / cast(bases.value as double)
        + 100 * cast(shares.value as double) * bases.half_unit
        / (cast(bases.value as double) * cast(bases.value as double)) as tolerance
    from shares
    inner join bases on shares.ratio_key = bases.ratio_key and bases.choice = 1 and bases.is_one
),

compared as (
    select
        *,
        abs(recomputed_percent - cast(ratio_percent as double)) <= tolerance + 1e-9 as fits
    from computed
),

listed as (
    select
        *,
        count(*) over (partition by report_key, base_key) as shares_of_base,
        max(case when fits and value > 0 then 1 else 0 end) over (partition by report_key, base_key) = 1
            as is_base_confirmed,
        sum(ratio_percent) over (partition by report_key, base_key) as shares_total
    from compared
),

-- Another whole of the same list that gives the share: one stated there, what is left of the whole without one of its parts,
-- or what the parts come to; or the parts up to here taken together.
beside as (
    select
        listed.ratio_key,
        listed.is_named,
        cast(listed.value as double) as part_value,
        listed.base_value,
        cast(listed.ratio_percent as double) as stated_percent,
        listed.ratio_half + 1e-9 as tolerance,
        cast(amounts.value as double) as other_value,
        amounts.value_start < listed.value_start as is_before,
        listed.base_key = amounts.part_of_fact_key as is_sibling
    from listed
    inner join amounts
        on
            listed.report_key = amounts.report_key
            and listed.scale = amounts.scale
            and listed.fact_key <> amounts.fact_key
            and listed.base_key <> amounts.fact_key
            and listed.base_sentence_no <= amounts.sentence_no
            and listed.ratio_sentence_no >= amounts.sentence_no
    where not listed.fits and amounts.value > 0
),

others as (
    select
        ratio_key,
        max(case
            when not is_named and abs(100 * part_value / other_value - stated_percent) <= tolerance then 1
            when
                not is_named and other_value < base_value
                and abs(100 * part_value / (base_value - other_value) - stated_percent) <= tolerance
                then 1
            when is_before and abs(100 * (part_value + other_value) / base_value - stated_percent) <= tolerance then 1
            else 0
        end) = 1 as is_explained,
        100 * max(part_value) / (max(part_value) + sum(case when is_sibling then other_value else 0 end))
            as percent_of_parts
    from beside
    group by ratio_key
),

judged as (
    select
        listed.*,
        case
            when listed.fits then 'pass'
            when listed.is_approximate or coalesce(others.is_explained, false) then 'insufficient_data'
            -- Shares that were made to come to 100 carry each other's rounding.
            when
                listed.shares_total = 100
                and abs(listed.recomputed_percent - cast(listed.ratio_percent as double)) <= 3 * listed.ratio_half
                then 'insufficient_data'
            when listed.is_named then 'fail'
            -- Where no share of a list is one of its whole, they are shares of something else.
            when listed.shares_of_base > 1 and not listed.is_base_confirmed then 'insufficient_data'
            when abs(others.percent_of_parts - cast(listed.ratio_percent as double)) <= listed.ratio_half + 1e-9
                then 'insufficient_data'
            else 'fail'
        end as verdict
    from listed
    left join others on listed.ratio_key = others.ratio_key
),

final as (
    select
        ratios.report_key,
        ratios.project_key,
        ratios.fact_key as ratio_key,
        ratios.ratio_percent,
        coalesce(judged.verdict, 'insufficient_data') as verdict,
        judged.recomputed_percent,
        judged.stated_text || '÷' || judged.base_text as formula,
        ratios.evidence_key,
        {{ array_of(["ratios.evidence_key", "judged.evidence_key", "judged.base_evidence_key"]) }} as places
    from ratios
    left join judged on ratios.fact_key = judged.ratio_key
)

select * from final
