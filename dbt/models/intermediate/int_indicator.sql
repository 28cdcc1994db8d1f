{#- Indicators with subject, year and the best guess of their class. -#}

with

mentions as (
    select * from {{ ref("stg_indicator") }}
),

subjects as (
    select * from {{ ref("int_subject") }}
),

levels as (
    select * from {{ ref("indicator_levels") }}
),

cues as (
    select
        class_cues.cue,
        class_cues.place,
        class_cues.level2,
        levels.level1,
        class_cues.priority
    from {{ ref("indicator_class_cues") }} as class_cues
    inner join levels on class_cues.level2 = levels.level2
),

-- One figure may be the value of several names (甲率、乙率均达100%): the second name and those behind have keys of their own.
named as (
    select
        *,
        row_number() over (
            partition by document_sha256, value_start, value_end
            order by indicator_name, char_start, target_value, actual_value
        ) as name_number
    from mentions
),

located as (
    select
        {{ shared_fact_key("indicator", "subjects.report_key", "named", "name_number") }} as fact_key,
        subjects.report_key,
        subjects.department_key,
        subjects.project_key,
        named.*,
        coalesce(named.fiscal_year, subjects.fiscal_year) as fact_year,
        coalesce(named.target_unit, named.actual_unit) as unit
    from named
    inner join subjects
        on
            named.document_sha256 = subjects.document_sha256
            and named.project_ordinal is not distinct from subjects.project_ordinal
),

cued as (
    select
        located.fact_key,
        cues.level2,
        row_number() over (
            partition by located.fact_key
            order by cues.priority asc, length(cues.cue) desc, cues.level2
        ) as choice
    from located
    inner join cues
        on
            (
                cues.place = 'name' and position(cues.cue in located.indicator_name) > 0
                or cues.place = 'unit' and located.unit = cues.cue
            )
            and (located.level1 is null or located.level1 = cues.level1)
),

guessed as (
    select
        located.*,
        coalesce(
            located.level2,
            cued.level2,
            case located.level1
                when 'output' then 'quantity'
                when 'benefit' then 'social'
                when 'satisfaction' then 'satisfaction'
                when 'cost' then 'cost'
                else 'quantity'
            end
        ) as level2_inferred,
        case
            when located.level2 is not null then 'stated'
            when cued.level2 is not null then 'cue'
            else 'assumed'
        end as level_basis
    from located
    left join cued
        on located.fact_key = cued.fact_key and cued.choice = 1
),

final as (
    select
        guessed.*,
        coalesce(guessed.level1, levels.level1) as level1_inferred
    from guessed
    left join levels on guessed.level2_inferred = levels.level2
)

select * from final
