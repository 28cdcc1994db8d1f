"""The steps of a load as assets, one module a step."""
