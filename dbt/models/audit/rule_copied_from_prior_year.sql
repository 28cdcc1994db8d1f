{{ copied_narratives(
    thresholds("copied_from_prior_year", ["least_alike_percent"]),
    relation="same_department",
    is_later="pairs.fiscal_year > pairs.other_fiscal_year",
    other="'本单位' || cast(other_year as " ~ type_string() ~ ") || '年'"
) }}

{{ rule_check("copied_from_prior_year", "final", ["subject_key"], related="related_evidence_keys") }}
