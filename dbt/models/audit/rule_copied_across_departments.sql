{{ copied_narratives(
    thresholds("copied_across_departments", ["least_alike_percent"]),
    relation="other_department",
    is_later="coalesce(pairs.fiscal_year, 0) >= coalesce(pairs.other_fiscal_year, 0)",
    other="other_name || coalesce(cast(other_year as " ~ type_string() ~ ") || '年', '')"
) }}

{{ rule_check("copied_across_departments", "final", ["subject_key"], related="related_evidence_keys") }}
