{#- Every spelling of an organ that can stand at the end of a body's name, with the canonical name. -#}

with

aliases as (
    select * from {{ ref("organ_aliases") }}
),

final as (
    select
        alias as spelling,
        canonical as organ_name
    from aliases
    where kind <> 'tail'

    union

    select
        canonical as spelling,
        canonical as organ_name
    from aliases
    where kind <> 'tail'
)

select * from final
