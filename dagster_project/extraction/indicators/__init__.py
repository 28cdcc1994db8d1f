"""Indicators with targets and actuals, from tables, labels and prose."""
