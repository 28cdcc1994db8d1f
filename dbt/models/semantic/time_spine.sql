{#- The days that dbt's semantic layer joins time to; figures are yearly, and only days are fine enough for it. -#}
select cast(days.day as date) as date_day
from (
    select unnest(generate_series(date '1990-01-01', date '2100-12-31', interval 1 day)) as day -- noqa: RF04
) as days
