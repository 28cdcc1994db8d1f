"""manifest.csv: what is stated is taken, and what is wrong is named with its line while the rest counts."""

from __future__ import annotations

from datetime import date

import pytest

from dagster_project.resources.landing_manifest import ManifestEntry, read_manifest

PATHS = ("a.txt", "子 目录/b.md", "c.txt")
LIMIT = 1_000_000


@pytest.fixture
def manifest(tmp_path):
    def write(content: str | bytes):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / "manifest.csv").write_bytes(data)
        return read_manifest(tmp_path, PATHS, LIMIT)

    return write


def faults(read):
    return [(rejection.reason, rejection.message.partition(":")[0]) for rejection in read.rejections]


def test_no_manifest_states_nothing(tmp_path):
    read = read_manifest(tmp_path, PATHS, LIMIT)
    assert (read.entries, read.rejections, read.usable) == ({}, [], True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_sound_rows_in_any_encoding(manifest, encoding):
    read = manifest(
        "path,region_code,organ,source_url,published_on\r\n"
        "a.txt,130171,应急管理局,https://example.org/1,2024-05-06\r\n"
        '"子 目录/b.md",,"局,一",,2024/5/6\r\n'.encode(encoding)
    )
    assert read.rejections == []
    assert read.entries == {
        "a.txt": ManifestEntry("a.txt", "130171", "应急管理局", "https://example.org/1", date(2024, 5, 6)),
        "子 目录/b.md": ManifestEntry("子 目录/b.md", None, "局,一", None, date(2024, 5, 6)),
    }


def test_columns_in_another_order_and_only_some_of_them(manifest):
    read = manifest("organ,path\n水务局,./a.txt\n财政局,子 目录\\b.md\n")
    assert {path: entry.organ for path, entry in read.entries.items()} == {"a.txt": "水务局", "子 目录/b.md": "财政局"}


def test_each_bad_row_is_named_and_left_out(manifest):
    read = manifest(
        "path,region_code,organ,source_url,published_on\n"
        "missing.txt,130171,,,\n"
        "a.txt,13017,,,\n"
        "a.txt,999999,,,\n"
        "\n"
        "a.txt,130171,,,6. Mai 2024\n"
        "a.txt,130171,,,2024-02-30\n"
        ",130171,,,\n"
        'a.txt,130171,"two\nlines",,\n'
        "a.txt,130171,,,\n"
        "c.txt,130171,局,,2024-01-01,more\n"
    )
    assert list(read.entries) == ["a.txt"]
    assert faults(read) == [
        ("unknown_path", "manifest.csv, line 2"),
        ("wrong_region_code", "manifest.csv, line 3"),
        ("wrong_region_code", "manifest.csv, line 4"),
        ("wrong_date", "manifest.csv, line 6"),
        ("wrong_date", "manifest.csv, line 7"),
        ("unknown_path", "manifest.csv, line 8"),
        ("repeated_path", "manifest.csv, line 11"),
        ("too_many_cells", "manifest.csv, line 12"),
    ]
    assert all(rejection.path == "manifest.csv" and rejection.remedy for rejection in read.rejections)


def test_a_wrong_column_is_named_and_passed_over(manifest):
    read = manifest("path,region,organ,organ\na.txt,130171,一局,二局\n")
    assert read.entries["a.txt"] == ManifestEntry("a.txt", None, "一局", None, None)
    assert faults(read) == [
        ("unknown_column", "manifest.csv, line 1"),
        ("repeated_column", "manifest.csv, line 1"),
    ]
    assert "'region'" in read.rejections[0].message
    assert "region_code" in read.rejections[0].remedy


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("file,region_code\na.txt,130171\n", "missing_column"),
        (b"path\n\xff\xfe\xff\n", "undecodable"),
        (b"\0" * 100, "binary"),
        (b"x" * (LIMIT + 1), "too_large"),
    ],
)
def test_a_manifest_of_which_nothing_can_be_used(manifest, content, reason):
    read = manifest(content)
    assert not read.usable
    assert reason in [rejection.reason for rejection in read.rejections]


def test_an_open_quote_loses_no_earlier_row(manifest):
    read = manifest('path,organ\na.txt,局\nc.txt,"局"一\n')
    assert list(read.entries) == ["a.txt"]
    assert faults(read) == [("broken_csv", "manifest.csv, line 3")]


def test_an_empty_manifest_states_nothing(manifest):
    read = manifest("")
    assert (read.entries, read.rejections, read.usable) == ({}, [], True)
