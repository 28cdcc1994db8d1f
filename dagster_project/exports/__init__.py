"""What leaves the warehouse for other tools: the published marts in the forms that they take.

Here belong descriptions and copies of a published snapshot. What the marts are is decided in dbt/models/marts.
"""
