"""A report's text in pieces: nothing is lost, and each piece knows the spans that it lies in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.spans import Span, lines

TEXT = "预算100万元，\n支出80万元。"


def texts(text, *spans):
    return [[(piece.text, [span.key for span in piece.spans]) for piece in line.pieces] for line in lines(text, spans)]


def test_text_without_spans_is_its_lines():
    assert texts("甲\n\n乙") == [[("甲", [])], [], [("乙", [])]]


def test_a_figure_lies_within_its_clause_and_comes_first():
    cut = texts(TEXT, Span("a", "amount", 0, 7), Span("a", "amount", 2, 7, is_value=True))
    assert cut[0] == [("预算", ["a"]), ("100万元", ["a", "a"]), ("，", [])]
    (piece,) = [
        piece
        for piece in lines(TEXT, [Span("c", "x", 0, 7), Span("v", "x", 2, 7, True)])[0].pieces
        if "100" in piece.text
    ]
    assert [span.key for span in piece.spans] == ["v", "c"]


def test_overlapping_spans_share_the_characters_that_both_cover():
    cut = texts("一二三四五", Span("a", "x", 0, 3), Span("b", "x", 2, 5))
    assert cut == [[("一二", ["a"]), ("三", ["a", "b"]), ("四五", ["b"])]]


def test_a_span_over_a_line_end_goes_on_in_the_next_line_but_begins_once():
    cut = lines(TEXT, [Span("a", "x", 7, 12)])
    begins = [(line.number, piece.text) for line in cut for piece in line.pieces if piece.begins]
    assert begins == [(1, "，")]
    assert [span.key for span in cut[1].pieces[0].spans] == ["a"]


def test_a_span_that_begins_with_a_line_end_begins_in_the_next_line():
    cut = lines("甲\n乙", [Span("a", "x", 1, 3)])
    assert [(line.number, bool(piece.begins)) for line in cut for piece in line.pieces] == [(1, False), (2, True)]


def test_spans_outside_of_the_text_are_left_out():
    assert texts("甲乙", Span("a", "x", 1, 9), Span("b", "x", -1, 1), Span("c", "x", 1, 1)) == [[("甲乙", [])]]


@given(st.text("甲乙\n ，", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_the_pieces_joined_are_the_text_and_each_character_has_its_spans(text, places):
    spans = [Span(str(number), "x", *sorted(place)) for number, place in enumerate(places)]
    cut = lines(text, spans)
    assert "\n".join(line.text for line in cut) == text
    held = [span for span in spans if span.start < span.end <= len(text)]
    at = 0
    for line in cut:
        for piece in line.pieces:
            for _ in piece.text:
                assert {span.key for span in piece.spans} == {s.key for s in held if s.start <= at < s.end}
                at += 1
        at += 1
    begun = [span.key for line in cut for piece in line.pieces for span in piece.begins]
    assert len(begun) == len(set(begun))
