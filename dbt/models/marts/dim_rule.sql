{{ config(materialized="table") }}

with

rules as (
    select * from {{ ref("audit_rules") }}
),

final as (
    select
        rule_id,
        rule_version,
        severity,
        title,
        title_en,
        description,
        formula,
        legal_basis,
        scope
    from rules
)

select * from final
