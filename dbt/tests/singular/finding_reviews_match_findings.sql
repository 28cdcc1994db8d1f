{#- A review must still find what it judges. One that says `fixed` has reached its end where the finding is gone. -#}
{{ config(store_failures=true) }}

with

reviews as (
    select * from {{ ref("stg_finding_review") }}
),

findings as (
    select * from {{ ref("fct_finding") }}
)

select
    reviews.line_no,
    'dbt/seeds/finding_reviews.csv, line ' || reviews.line_no || ': there is no finding ' || reviews.finding_key
    || ' today; the report was replaced or is read otherwise: take the line out, or give the key of the finding that'
    || ' stands there now (jixiao trace)' as problem
from reviews
left join findings on reviews.finding_key = findings.finding_key
where findings.finding_key is null and reviews.finding_key is not null and reviews.state is distinct from 'fixed'
order by reviews.line_no
