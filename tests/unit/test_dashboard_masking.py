"""Names of people who wrote or signed a report are covered, figures and bodies are not; lengths stay."""

from __future__ import annotations

import pytest

from dagster_project.vocabulary import seed
from dashboard.masking import COVER, masked

COVERED = {
    "填报人：赵某某 联系电话：0833-1234567": "填报人：●●● 联系电话：●●●●-●●●●●●●",
    "项目负责人\t王小二\t联系电话\t13812345678": "项目负责人\t●●●\t联系电话\t●●●●●●●●●●●",
    "成员：赵甲、钱乙乙、孙丙。": "成员：●●、●●●、●●。",
    "经办人（签字）：赵 某": "经办人（签字）：● ●",
    "填报人赵某某": "填报人●●●",
    "| 填报人 | 赵某某 | 电话 | 8123456 |": "| 填报人 | ●●● | 电话 | ●●●●●●● |",
    "联系人：买买提·某某": "联系人：●●●·●●".replace("·", COVER),
    "序号\t姓名\t职务\n1\t李四四\t科员\n合计3人": "序号\t姓名\t职务\n1\t●●●\t科员\n合计3人",
    "请致电13812345678。": "请致电●●●●●●●●●●●。",
}
KEPT = [
    "填报人\t联系电话",
    "负责人由局长担任，完成投资13800000000元",
    "项目负责人：办公室主任负责制。",
    "审核人员12人，编制人员3人",
    "成员单位：水利局、林业局",
    "支出2034万元，执行率90.00%",
]


@pytest.mark.parametrize("text", COVERED)
def test_names_and_numbers_are_covered(text):
    assert masked(text) == COVERED[text]


@pytest.mark.parametrize("text", KEPT)
def test_what_names_nobody_stays(text):
    assert masked(text) == text


@pytest.mark.parametrize("row", seed("person_cues"), ids=lambda row: row["word"])
def test_the_examples_of_the_vocabulary_are_covered(row):
    if row["kind"] == "column":
        assert COVER in masked(f"{row['example']}\t职务\n赵某某\t科员")
    elif row["kind"] == "phone":
        assert COVER in masked(row["example"].replace("××××", "81234567"))
    else:
        covered = masked(row["example"])
        assert "某" not in covered
        assert len(covered) == len(row["example"])


def test_nothing_is_nothing():
    assert masked(None) == ""
