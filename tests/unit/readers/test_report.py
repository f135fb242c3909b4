"""Reports: what frames the text is read, and a unit only one place names is doubtful."""

import pytest

from extractor.record.draft import Draft, Leaf
from extractor.stages.forms_to_records.report import read_report
from tests.unit.readers.paper import form, plain

BODY = "本年度共安排项目6个,预算资金21.55万元。\n各项目按期完成,群众满意度较高。\n今后将继续加强管理。"


def report(title: str, *signed: str) -> Draft:
    return read_report(form("report", [title, BODY], [], signed))


@pytest.mark.parametrize(
    ("title", "read", "year"),
    [
        ("某市社会保险事业管理处2018年度绩效自评工作报告", "某市社会保险事业管理处2018年度绩效自评工作报告", 2018),
        ("二、人才交流中心绩效评价", "人才交流中心绩效评价", None),
        ("某市就业局2018年度绩效自评工作报\n告", "某市就业局2018年度绩效自评工作报告", 2018),
        ("某市就业局2024年部门预算绩效文本\n(草案)", "某市就业局2024年部门预算绩效文本(草案)", 2024),
        ("某市档案馆2020年度项目绩效自评\n情况报告", "某市档案馆2020年度项目绩效自评情况报告", 2020),
        ("某市档案馆2020年度绩效自评报告\n自评工作情况", "某市档案馆2020年度绩效自评报告", 2020),
        ("某市档案馆2020年预算绩效自评材料汇编", "某市档案馆2020年预算绩效自评材料汇编", 2020),
    ],
)
def test_title_and_year(title: str, read: str, year: int | None) -> None:
    record = plain(report(title))
    assert (record["title"], record.get("year")) == (read, year)


def test_the_signature_gives_unit_and_date() -> None:
    record = plain(report("2018年度绩效自评工作报告", "某市社会保险事业管理处", "2019年6月6日"))
    assert (record["reporting_unit"], record["date"]) == ("某市社会保险事业管理处", "2019-06-06")


def test_a_unit_is_sure_only_where_title_and_signature_agree() -> None:
    def unit(*signed: str) -> Leaf:
        leaf = report("某市医疗保障局2020年度绩效自评报告", *signed).tree["reporting_unit"]
        assert isinstance(leaf, Leaf)
        return leaf

    assert unit("某市医疗保障局").doubts == ()
    assert unit().doubts == ("unit-of-title-only",)
    assert unit("某市民生局").doubts != ()
