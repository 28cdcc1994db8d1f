"""The command: ``python -m bench generate|accuracy|findings|speed|multiply|build|scaling|pages``. What each does belongs into its module."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench import accuracy, findings, generate, multiply, scaling, speed
from dagster_project.reading import read
from dagster_project.resources.home import Home


def main() -> int:
    """Run one command and return the exit status."""
    args = _parser().parse_args()
    if args.command == "generate":
        characters = generate.write(args.count, args.directory, args.seed, args.inconsistent)
        sys.stdout.write(f"{args.count} reports, {characters} characters in {args.directory}\n")
        return 0
    if args.command == "accuracy":
        result = accuracy.measure(args.count, args.seed, args.inconsistent)
        sys.stdout.write(accuracy.show(result, args.worst) + "\n")
        return 0 if result.micro.f1 >= args.min_f1 else 1
    if args.command == "findings":
        sys.stdout.write(findings.show(findings.measure(args.count, args.seed, args.inconsistent)) + "\n")
        return 0
    if args.command == "speed":
        return _speed(args)
    if args.command == "pages":
        return _pages(args)
    try:
        return _scale(args)
    except (multiply.MultiplyError, scaling.BuildError) as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _pages(args: argparse.Namespace) -> int:
    # Needs a browser and its driver, which the other commands do without.
    from bench import pages

    try:
        sys.stdout.write(pages.measure(args.home, args.requests) + "\n")
    except pages.MeasureError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _speed(args: argparse.Namespace) -> int:
    generated = [read(report.name, report.data) for report in generate.generate(args.count, args.seed)]
    sys.stdout.write(f"generated: {speed.measure(generated)}\n")
    for folder in args.reports:
        if found := speed.documents(folder):
            sys.stdout.write(f"{folder}: {speed.measure(found)}\n")
    return 0


def _scale(args: argparse.Namespace) -> int:
    if args.command == "multiply":
        documents = multiply.multiply(Home.at(args.home), Home.at(args.target), args.copies)
        sys.stdout.write(
            f"{documents} documents in {args.target}; build them with: python -m bench build {args.target}\n"
        )
    elif args.command == "build":
        cost = scaling.build(Home.at(args.home), args.changed)
        sys.stdout.write((scaling.as_json(cost) if args.json else scaling.show(cost)) + "\n")
    else:
        costs = []
        for pair in scaling.measure(Home.at(args.home), args.directory, args.copies, args.changed):
            costs.append(pair)
            sys.stderr.write("\n".join(scaling.show(cost) for cost in pair) + "\n")
        for chosen in zip(*costs, strict=True):
            sys.stdout.write(scaling.compare(chosen) + "\n\n")
    return 0


def _parser() -> argparse.ArgumentParser:
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
    audit = commands.add_parser(
        "findings", help="compare what the audit rules find, over a real load, with what was planted"
    )
    audit.add_argument("count", type=int)
    for command in (write, score, audit):
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
    for command in (write, score, audit, timing):
        command.add_argument("--seed", type=int, default=1)
    copy = commands.add_parser("multiply", help="a new HOME with the documents of a loaded one many times over")
    copy.add_argument("home", type=Path)
    copy.add_argument("target", type=Path)
    copy.add_argument("copies", type=int)
    construct = commands.add_parser(
        "build", help="gates, models and publishing on a multiplied HOME, with what each cost"
    )
    construct.add_argument("home", type=Path)
    construct.add_argument("--changed", type=int, metavar="N", help="only N reports are new, all else stands built")
    construct.add_argument("--json", action="store_true", help="the cost as JSON")
    shown = commands.add_parser(
        "pages", help="what readers of the web pages wait for, in the browser, and the server's memory"
    )
    shown.add_argument("home", type=Path)
    shown.add_argument("--requests", type=int, default=9, help="measured requests of each list")
    growth = commands.add_parser("scaling", help="the same on several sizes, with the ratios between them")
    growth.add_argument("home", type=Path)
    growth.add_argument("directory", type=Path, help="where the multiplied HOMEs are made")
    growth.add_argument("--copies", type=int, nargs="+", default=[1, 2, 4])
    growth.add_argument("--changed", type=int, default=10, help="reports of the night after")
    return parser


if __name__ == "__main__":
    sys.exit(main())
