"""Shortcuts past a pattern that cannot fit change nothing: what they pass over, the pattern would not have found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dagster_project.extraction.amounts import amount_governors
from dagster_project.extraction.indicators import labelled_stretches
from dagster_project.extraction.projects import project_titles
from dagster_project.extraction.words import figures, form_words
from dagster_project.extraction.words.comparing_words import SIGNS
from dagster_project.extraction.words.stops import behind_last
from dagster_project.vocabulary import words

_CLAUSES = st.text("项目支出预算主要包括如下分别为是，。；：（）、甲乙12万元\n", max_size=60)
_PATTERNS = [pattern.pattern for _, pattern in form_words._words()]


@given(_CLAUSES)
def test_what_opens_a_list_stands_behind_the_last_stop(text: str) -> None:
    whole = amount_governors._OPENER.search(text)
    cut = amount_governors._OPENER.search(text, behind_last(text, "，。；", 0, len(text)))
    assert (whole and whole.span()) == (cut and cut.span())


@given(_CLAUSES, st.integers(0, 60), st.integers(0, 60))
def test_the_last_stop_is_the_last_of_all(text: str, low: int, high: int) -> None:
    expected = max([low, *(at + 1 for at in range(low, min(high, len(text))) if text[at] in "，。；")])
    assert behind_last(text, "，。；", low, high) == expected


@given(st.from_regex(labelled_stretches._LOOSE_LABEL, fullmatch=True))
def test_a_label_inside_a_sentence_is_never_passed_over(label: str) -> None:
    text = f"{label}甲"
    base = labelled_stretches.Stretch(0, len(text), "actual")
    assert [*labelled_stretches.cut_at_labels(text, base)][-1:] != [base]


@given(st.one_of(st.sampled_from(_PATTERNS).flatmap(lambda pattern: st.from_regex(pattern, fullmatch=True)), _CLAUSES))
def test_one_pattern_tells_the_words_of_forms_from_values(text: str) -> None:
    fits = any(pattern.fullmatch(text) for _, pattern in form_words._words())
    assert (form_words._any_word().fullmatch(text) is not None) == fits


@given(st.from_regex(project_titles._EVALUATED.pattern.replace("(?<=对)", "对"), fullmatch=True))
def test_what_a_report_is_about_holds_the_words_it_is_sought_by(text: str) -> None:
    assert any(word in text for word in ("自评", "评价", "绩效目标"))


@given(
    st.sampled_from(words("comparing_words")),
    st.sampled_from(["", "为", "：", ":"]),
    st.sampled_from(["", " ", "\t"]),
)
def test_a_comparing_word_is_read_with_its_link(word: str, link: str, blank: str) -> None:
    text = f"{word}{link}{blank}5%"
    before = figures._BEFORE.search(text, 0, len(text) - 2)
    read = figures.find_figures(text)[0].operator
    assert read == (SIGNS[before.lastgroup or "eq"] if before else "=")
