"""Signatures of passages: what is alike shares a band, what is not shares none, and figures do not matter."""

from __future__ import annotations

from dagster_project.extraction.narratives.signatures import signature

PASSAGE = "部分村组的护林防火物资储备不足，护林员年龄偏大、更替较慢，巡护记录不够完整，个别重点路段的防火隔离带清理不及时，影响了早期火情处置。"
OTHER = "会计基础工作薄弱，报销凭证附件不齐，固定资产台账与实物核对不及时，年末集中支付的款项较多，预算编制时对项目前期准备考虑不周全。"


def shared(first: str, second: str) -> int:
    bands = [(signature(text) or "").split() for text in (first, second)]
    return sum(one == another for one, another in zip(*bands, strict=True))


def test_a_signature_is_ten_bands_that_every_process_makes_alike() -> None:
    made = signature(PASSAGE) or ""
    assert [len(band) for band in made.split()] == [8] * 10
    assert made == "6e10da78 35deecc7 fd141589 b2c89be6 50b56637 d547aa4e caf5da82 d5eaa879 6cb05cb5 e419390e"


def test_figures_years_and_white_space_do_not_count() -> None:
    first = f"2021年，{PASSAGE}涉及12.5公里"
    second = f"2022年，{PASSAGE[:20]}\n　{PASSAGE[20:]}涉及 30 公里"
    assert signature(first) == signature(second)


def test_a_copy_with_a_word_changed_shares_a_band() -> None:
    assert shared(PASSAGE, PASSAGE.replace("护林员", "管护员", 1)) >= 1


def test_other_words_share_none() -> None:
    assert shared(PASSAGE, OTHER) == 0


def test_a_passage_of_few_letters_has_none() -> None:
    assert signature("预算编制不够精细，2023年执行率为85.2%") is None
