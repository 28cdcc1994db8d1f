"""Tables of the documentation that repeat what the code says: they must say the same."""

from __future__ import annotations

import ast
import dataclasses
import re
from pathlib import Path

import pytest

from dagster_project.expectations.contract import mart_contracts
from dagster_project.resources.settings import Settings

ROOT = Path(__file__).parents[2]
# Where the reason stands among the arguments of what puts a file into quarantine.
REASON_AT = {"UnreadableError": 0, "_RowError": 0, "reject": 2, "Rejection": 3}
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]


def table(page: str, heading: str) -> list[list[str]]:
    """The cells of the first table under a heading of the second level, without its head."""
    text = (ROOT / page).read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def codes(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def reasons_of(source: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REASON_AT:
            at = REASON_AT[node.func.id]
            values: list[ast.expr] = node.args[at : at + 1]
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "(reason, message)":
            assert isinstance(node.value, ast.Tuple)
            values = node.value.elts[:1]
        else:
            continue
        found |= {value.value for value in values if isinstance(value, ast.Constant)}
    return found


def test_every_mart_is_told_with_its_key() -> None:
    told = {codes(row[0])[0]: tuple(codes(row[2])) for row in table("docs/architecture.md", "Marts")}
    assert told == {name: contract.key for name, contract in mart_contracts().items()}


def test_every_reason_of_the_quarantine_is_told() -> None:
    package = ROOT / "dagster_project"
    sources = [*package.glob("reading/*.py"), *package.glob("resources/*.py"), *package.glob("assets/*.py")]
    in_code = set().union(*map(reasons_of, sources))
    told = {reason for row in table("docs/operations.md", "Quarantine") for reason in codes(row[1])}
    assert told == in_code


def test_every_setting_is_told_with_its_default() -> None:
    told = {codes(row[0])[0]: row[1] for row in table("docs/operations.md", "The nightly job")}
    default = Settings()
    assert told.pop("JIXIAO_HOME") == "`.jixiao`"
    assert told.pop("JIXIAO_WORKERS") == "processors of the machine"
    assert told == {
        "JIXIAO_BATCH_DOCUMENTS": str(default.batch_documents),
        "JIXIAO_MAX_MEGABYTES": str(default.max_bytes // 1024 // 1024),
        "JIXIAO_DOCUMENT_SECONDS": str(default.document_seconds),
    }
    assert len(told) + 1 == len(dataclasses.fields(Settings))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        path, _, anchor = target.partition("#")
        if not target.startswith("http"):
            assert (page.parent / path).exists(), target
            if anchor:
                headings = re.findall(r"^#+ (.+)$", (page.parent / path).read_text(encoding="utf-8"), re.MULTILINE)
                assert anchor in {heading.lower().replace(" ", "-") for heading in headings}, target
    for path in re.findall(r"`((?:dagster_project|dbt|tests)/[\w./*-]+)`", text):
        assert any(ROOT.glob(path.removesuffix("/"))), path
