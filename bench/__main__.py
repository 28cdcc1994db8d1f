"""The command: ``python -m bench generate|accuracy|speed``. What each does belongs into its module."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench import accuracy, generate, speed
from dagster_project.reading import read


def main() -> int:
    """Run one command and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Generated reports with known facts, and what is measured on them."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    write = commands.add_parser("generate", help="write reports and their facts")
    write.add_argument("count", type=int)
    write.add_argument("directory", type=Path)
    score = commands.add_parser("accuracy", help="compare what is read with what was written")
    score.add_argument("count", type=int)
    score.add_argument("--worst", type=int, default=15, help="how many kinds of error to show")
    score.add_argument("--min-f1", type=float, default=0.0, help="fail below this (0..1)")
    for command in (write, score):
        command.add_argument(
            "--inconsistent",
            type=float,
            default=0.3,
            metavar="SHARE",
            help="share of reports that hold a planted inconsistency",
        )
    timing = commands.add_parser("speed", help="speed beside jieba tokenising the same text")
    timing.add_argument("--count", type=int, default=100, help="how many generated reports")
    timing.add_argument(
        "--reports", type=Path, action="append", default=[], help="a folder of real reports; skipped where absent"
    )
    for command in (write, score, timing):
        command.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()

    if args.command == "generate":
        characters = generate.write(args.count, args.directory, args.seed, args.inconsistent)
        sys.stdout.write(f"{args.count} reports, {characters} characters in {args.directory}\n")
        return 0
    if args.command == "accuracy":
        result = accuracy.measure(args.count, args.seed, args.inconsistent)
        sys.stdout.write(accuracy.show(result, args.worst) + "\n")
        return 0 if result.micro.f1 >= args.min_f1 else 1
    generated = [read(report.name, report.data) for report in generate.generate(args.count, args.seed)]
    sys.stdout.write(f"generated: {speed.measure(generated)}\n")
    for folder in args.reports:
        if found := speed.documents(folder):
            sys.stdout.write(f"{folder}: {speed.measure(found)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
