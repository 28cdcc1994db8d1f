"""The command line ``jixiao``: one module a command, and what all of them share.

Here belongs how people start things and read what became of them. What is done belongs to the job, which the command
line and Dagster's daemon run alike. Heavy imports (Dagster, dbt, DuckDB) stand inside the commands that need them, so
that help answers at once.
"""

from dagster_project.cli.application import main

__all__ = ["main"]
