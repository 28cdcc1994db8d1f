from __future__ import annotations

import pytest

from bench import generate, speed
from dagster_project.reading import ReadDocument, read


@pytest.fixture(scope="module")
def documents() -> list[ReadDocument]:
    return [read(report.name, report.data) for report in generate.generate(2, seed=3)]


def test_a_pass_has_not_seen_its_reports_before(documents: list[ReadDocument], monkeypatch: pytest.MonkeyPatch):
    seen: list[str] = []
    monkeypatch.setattr(speed, "extract", lambda document: seen.append(document.text))
    result = speed.measure(documents, passes=2)
    assert seen
    assert not {document.text for document in documents} & set(seen)
    assert (result.reports, result.characters) == (2, sum(len(document.text) for document in documents))
    assert result.jieba_seconds > 0


def test_a_pass_that_fails_is_told(documents: list[ReadDocument], monkeypatch: pytest.MonkeyPatch):
    texts = {document.text for document in documents}

    def fail(document: ReadDocument) -> None:
        if document.text in texts:
            raise ValueError("no report")

    monkeypatch.setattr(speed, "extract", fail)
    with pytest.raises(RuntimeError, match="pass failed"):
        speed.measure(documents, passes=1)
