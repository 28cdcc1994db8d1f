"""``python -m dagster_project.cli`` is ``jixiao``."""

from dagster_project.cli.application import main

main()
