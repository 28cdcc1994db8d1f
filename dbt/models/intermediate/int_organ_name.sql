{#- Every spelling of an organ that can stand at the end of a body's name, with the canonical name. -#}

with

aliases as (
    select * from {{ ref("organ_aliases") }}
),

final as (
    select
        alias as spelling,
        canonical as organ_name,
        kind = 'suffix' as keeps_what_stands_before
    from aliases
    where kind <> 'tail' and alias <> canonical

    union all

    select distinct
        canonical as spelling,
        canonical as organ_name,
        true as keeps_what_stands_before
    from aliases
    where kind <> 'tail'
)

select * from final
