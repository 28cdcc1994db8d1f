"""Gates of the warehouse: what must hold in raw.* before dbt runs, and in marts.* before anything is published.

Here belong the expectations (``raw``, ``raw_records``, ``marts``, ``marts_facts``), how they are run (``gate``,
``validation``), what is kept of a run (``history``) and its static pages (``page``). Meaning that dbt proves (sums,
conversions) and doubts about what a report says (audit rules) do not belong here. docs/quality.md says for each kind of
check where it lives.

Only ``validation`` imports Great Expectations, because its import takes seconds.
"""
