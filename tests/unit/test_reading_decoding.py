"""Encodings: each one of Chinese office files is read, and no wrong one ever is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.reading import UnreadableError, read
from dagster_project.reading.decoding import decode

REPORT = "云岭县水务局2023年部门整体绩效自评报告\n一、基本情况\n年初预算1,250.50万元，执行率95.16％。\n"
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_encoding_gives_the_same_text(encoding):
    assert decode(REPORT.encode(encoding))[0] == REPORT


def test_big_endian_with_its_mark():
    assert decode(b"\xfe\xff" + REPORT.encode("utf-16-be")) == (REPORT, "utf-16-be")


@pytest.mark.parametrize("text", ["绩效", "水务局", "2024", "a", "資金績效報告", "执行率95%"])
def test_short_texts(text):
    assert decode(text.encode())[0] == text


@pytest.mark.parametrize("text", ["绩效", "水务局", "年度部门预算执行率95%"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_short_texts_without_a_mark(text, encoding):
    assert decode(text.encode(encoding)) == (text, encoding)


def test_characters_beyond_gbk():
    text = REPORT * 3 + "𠮷家镇"
    assert decode(text.encode("gb18030")) == (text, "gb18030")


@settings(derandomize=True)
@given(st.text(max_size=200), st.sampled_from(ENCODINGS))
def test_whatever_a_report_goes_on_with_is_read_right_or_refused(text, encoding):
    try:
        decoded, _ = decode((REPORT + text).encode(encoding))
    except UnreadableError:
        return
    assert decoded == REPORT + text


@pytest.mark.parametrize("cut", [1, 2])
def test_utf8_cut_in_mid_character_names_the_byte(cut):
    data = (REPORT + "完").encode()[:-cut]
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert caught.value.reason == "truncated"
    assert f"byte {len(REPORT.encode())} of {len(data)} (line 4)" in caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-be", "utf-32"])
def test_every_encoding_cut_in_mid_character(encoding):
    with pytest.raises(UnreadableError) as caught:
        decode((REPORT + "完").encode(encoding)[:-1])
    assert caught.value.reason == "truncated"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_damaged_place_is_named(encoding):
    before = REPORT.encode(encoding)
    with pytest.raises(UnreadableError) as caught:
        decode(before + b"\xff\xff" + REPORT.encode(encoding))
    assert caught.value.reason == "undecodable"
    assert f"as {encoding} it breaks at byte {len(before)} (0xff, line 4)" in caught.value.message


@pytest.mark.parametrize(
    ("wrong", "right"), [("gb18030", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030"), ("cp1252", "utf-8")]
)
def test_text_spoilt_before_it_was_filed_is_refused(wrong, right):
    spoilt = (REPORT * 2).encode(right).decode(wrong, "replace")
    with pytest.raises(UnreadableError) as caught:
        decode(spoilt.encode())
    assert caught.value.reason in ("garbled", "binary")


def test_replacement_characters_are_refused():
    with pytest.raises(UnreadableError) as caught:
        decode(("\ufffd" * 30 + "绩效").encode())
    assert caught.value.reason == "garbled"


@pytest.mark.parametrize(
    "text",
    [
        "Résumé: l'exécution du budget a été complète, à 95 %.",
        "བོད་རང་སྐྱོང་ལྗོངས་ཀྱི་སྙན་ཞུ།",
        "績效自評報告：預算執行率與資金使用情況說明",
        "ئۇيغۇر ئاپتونوم رايونى",
    ],
)
def test_other_scripts_in_utf8_are_text(text):
    assert decode(text.encode())[0] == text


@pytest.mark.parametrize(
    "data", [b"\0" * 5000, bytes(range(256)) * 40, b"\x01\x02\x03\x04" * 100, b"abc\0def", b"abc\n\0def"]
)
def test_bytes_that_are_no_text(data):
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert caught.value.reason == "binary"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_stray_nul_is_named(encoding):
    before = REPORT.encode(encoding)
    with pytest.raises(UnreadableError) as caught:
        decode(before + b"\0" + before)
    assert caught.value.reason == "binary"
    assert f"a NUL at byte {len(before)} (line 4)" in caught.value.message


def test_a_few_marks_that_word_processors_leave_are_text():
    text = REPORT * 5 + "\x0c附件\x0b1\x07\n"
    assert decode(text.encode())[0] == text


def test_line_ends_become_line_feeds_and_nothing_else_changes():
    text = "　一、基本情况 \r\n\r二、\t绩效\u2028目标\n"
    document = read("a.txt", text.encode("utf-8-sig"))
    assert document.text == "　一、基本情况 \n\n二、\t绩效\u2028目标\n"
    assert document.encoding == "utf-8"
    assert document.format == "plain_text"
