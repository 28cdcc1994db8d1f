{#- What a line of finding_reviews.csv must be by itself: complete, unique, with a state that there is. -#}
{{ config(store_failures=true) }}

with

reviews as (
    select
        *,
        count(*) over (partition by finding_key) as repeats
    from {{ ref("stg_finding_review") }}
),

judged as (
    select
        line_no,
        case
            when finding_key is null
                then 'finding_key must be filled; jixiao trace REPORT shows it'
            when repeats > 1
                then 'the same finding is reviewed more than once; keep one line'
            when coalesce(state, '') not in ('accepted', 'false_positive', 'fixed')
                then 'state must be one of accepted, false_positive, fixed'
            when reviewer is null
                then 'reviewer must be filled'
            when state = 'false_positive' and note is null
                then 'note must say why the finding is none'
            when try_cast(reviewed_on as date) is null
                then 'date must be a day, written as 2025-06-30'
        end as fault
    from reviews
)

select
    line_no,
    'dbt/seeds/finding_reviews.csv, line ' || line_no || ': ' || fault as problem
from judged
where fault is not null
order by line_no
