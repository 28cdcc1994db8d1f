"""Gates as asset checks."""
