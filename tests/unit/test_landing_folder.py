"""Listing the landing folder: every file once, whatever the file system holds against it."""

from __future__ import annotations

import os

import pytest

from dagster_project.resources.landing_folder import LandingFolderError, hash_file, list_folder


def paths(folder):
    return [file.path for file in list_folder(folder).files]


def test_names_with_spaces_quotes_newlines_and_chinese(tmp_path):
    names = ["a b.txt", "c'd\"e.txt", "f\ng.md", "子 目录/报告（2024）.txt", "%41;--.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert paths(tmp_path) == sorted(names)


def test_hidden_files_and_the_manifest_are_no_reports(tmp_path):
    for name in [".hidden.txt", ".git/config", "manifest.csv", "sub/manifest.csv", "a.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert paths(tmp_path) == ["a.txt", "sub/manifest.csv"]


def test_loops_and_second_ways_are_walked_once_under_the_folder_s_own_name(tmp_path):
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "a.txt").write_text("x")
    (tmp_path / "z" / "loop").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "z")
    assert paths(tmp_path) == ["z/a.txt"]


def test_links_to_files_and_outside_folders_are_followed(tmp_path):
    outside, landing = tmp_path / "outside", tmp_path / "landing"
    (outside / "sub").mkdir(parents=True)
    landing.mkdir()
    (outside / "sub" / "a.txt").write_text("x")
    (landing / "link.txt").symlink_to(outside / "sub" / "a.txt")
    (landing / "folder").symlink_to(outside)
    assert paths(landing) == ["folder/sub/a.txt", "link.txt"]


def test_what_is_no_file_is_rejected_by_name(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "nowhere.txt").symlink_to("gone")
    (tmp_path / "self.txt").symlink_to("self.txt")
    listing = list_folder(tmp_path)
    assert listing.files == []
    assert {(rejection.path, rejection.reason) for rejection in listing.rejections} == {
        ("pipe.txt", "no_regular_file"),
        ("nowhere.txt", "vanished"),
        ("self.txt", "unreadable"),
    }


def test_a_name_that_is_no_utf8_is_rejected_in_letters(tmp_path):
    try:
        (tmp_path / os.fsdecode("浙.txt".encode("gb18030"))).write_text("x")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (rejection,) = list_folder(tmp_path).rejections
    assert rejection.reason == "name_undecodable"
    assert rejection.path == "\\udcd5\\udce3.txt"


def test_a_folder_that_may_not_be_listed_is_named(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text("x")
    scandir = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    listing = list_folder(tmp_path)
    assert listing.unlisted == ["closed"]
    assert [(rejection.path, rejection.reason) for rejection in listing.rejections] == [("closed", "no_permission")]
    assert [file.path for file in listing.files] == ["a.txt"]


@pytest.mark.parametrize("name", ["missing", "file.txt"])
def test_a_landing_folder_that_is_none(tmp_path, name):
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(LandingFolderError, match="is no folder"):
        list_folder(tmp_path / name)


def test_the_hash_is_of_the_bytes(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"abc")
    digest, file = hash_file(tmp_path, "a.txt")
    assert digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert file.byte_count == 3
