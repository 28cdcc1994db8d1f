"""The registry: which file is read by which format, and which are refused before and after."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import dagster_project.reading as package
from dagster_project.reading import UnreadableError, check_readable, read
from dagster_project.reading.registry import MAX_CELLS, MAX_CHARACTERS, MAX_FIGURES, MAX_LINES, formats


def reason_of(name: str, data: bytes, **limits: int) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read(name, data, **limits)
    assert caught.value.message
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "子 目录/b.md", "c.Markdown", 'd"\n.txt'])
def test_names_of_text(name):
    assert read(name, "绩效".encode()).text == "绩效"


@pytest.mark.parametrize("name", ["a.pdf", "b.xlsx", "manifest.csv", "no_suffix", ".txt", "c.txt.bak"])
def test_an_unknown_format_lists_the_known_ones(name):
    error = reason_of(name, b"x")
    assert error.reason == "unknown_format"
    assert ".markdown, .md, .txt" in error.remedy


def test_an_empty_file():
    assert reason_of("a.txt", b"").reason == "empty"


@pytest.mark.parametrize("text", [" \n\t", "\ufeff", "\u3000\u3000\r\n", "\u200b"])
def test_white_space_only(text):
    assert reason_of("a.txt", text.encode("utf-8-sig")).reason == "blank"


def test_a_file_beyond_the_limit_says_the_limit_and_how_to_raise_it():
    error = reason_of("a.txt", b"x" * 1001, max_bytes=1000)
    assert error.reason == "too_large"
    assert "1,001 bytes, where the limit is 1,000" in error.message
    assert "JIXIAO_MAX_MEGABYTES" in error.remedy
    assert read("a.txt", b"x" * 1000, max_bytes=1000).text


@pytest.mark.parametrize(
    ("unit", "count", "place"),
    [
        ("5万元，", MAX_FIGURES, "line 1 holds the first one too many"),
        ("甲\n", MAX_LINES, f"{MAX_LINES + 1:,} lines"),
        ("甲\t\t", MAX_CELLS // 2 + 1, f"{MAX_CELLS + 2:,} edges"),
        ("甲", MAX_CHARACTERS, f"{MAX_CHARACTERS + 1:,} characters"),
    ],
)
def test_a_text_too_dense_to_be_a_report_is_refused_with_its_place(unit, count, place):
    assert read("a.txt", (unit * (count - 1)).encode(), max_bytes=2**30).text
    error = reason_of("a.txt", (unit * count + "6").encode(), max_bytes=2**30)
    assert error.reason == "too_dense"
    assert place in error.message
    assert "Split it" in error.remedy


def test_the_limit_holds_before_any_byte_is_read():
    with pytest.raises(UnreadableError, match="too large"):
        check_readable("a.txt", 50 * 1024 * 1024)


@pytest.mark.parametrize(
    ("magic", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office 97"),
        (b"{\\rtf1\\ansi", "RTF"),
    ],
)
def test_another_format_under_a_text_name(magic, kind):
    error = reason_of("report.txt", magic + "绩效".encode() * 50)
    assert error.reason == "binary"
    assert kind in error.message


def test_nuls():
    error = reason_of("a.txt", b"\0" * 4096)
    assert error.reason == "binary"
    assert "nothing but NUL bytes" in error.message


@pytest.fixture
def new_format(tmp_path, monkeypatch):
    """A format that is one module more in the package, and gone after the test."""

    def add(name: str, source: str) -> None:
        Path(tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
        formats.cache_clear()

    yield add
    formats.cache_clear()
    for name in [name for name in sys.modules if name.startswith("dagster_project.reading.extra_")]:
        del sys.modules[name]


FORMAT = """
from dagster_project.reading import ReadDocument

SUFFIXES = ("{suffix}",)

def read_bytes(data: bytes) -> ReadDocument:
    return ReadDocument(data.decode("ascii"), "ascii", "extra")
"""


def test_a_further_format_is_one_module(new_format):
    new_format("extra_form", FORMAT.format(suffix=".form"))
    assert read("a.form", b"one").format == "extra"
    assert ".form" in reason_of("a.pdf", b"x").remedy


def test_two_formats_cannot_claim_one_suffix(new_format):
    new_format("extra_text", FORMAT.format(suffix=".txt"))
    with pytest.raises(ValueError, match=r"\.txt is claimed by two formats: extra_text and plain_text"):
        formats()
