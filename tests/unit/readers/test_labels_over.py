"""Forms that print every value below its label."""

from typing import Any

from extractor.stages.forms_to_records.project_evaluation import read_project_evaluation
from extractor.stages.forms_to_records.project_target import read_project_target
from tests.unit.readers.paper import form, plain

HEAD = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"]
ROW = ["产出指标", "数量指标", "里程", "≥10公里", "10公里", "48.5"]


def test_values_are_read_from_under_their_labels() -> None:
    rows = [
        ["项目名称", "<", "<", "项目代码", "<", "<"],
        ["桥梁养护", "<", "<", "13270518P957473867796", "<", "<"],
        ["主管部门", "<", "<", "实施单位", "<", "<"],
        ["某县交通局", "<", "<", "某县公路站", "<", "<"],
        HEAD,
        ROW,
        ["自评总得分", "<", "<", "自评等级", "<", "<"],
        ["93.49", "<", "<", "优", "<", "<"],
    ]
    record: Any = plain(read_project_evaluation(form("project_evaluation", ["项目支出绩效自评表"], rows)))
    assert record["project_name"] == "桥梁养护" and record["project_code"] == "13270518P957473867796"
    assert record["supervising_department"] == "某县交通局" and record["implementing_unit"] == "某县公路站"
    assert record["total_score"] == "93.49" and record["grade"] == "优"


def test_labels_beside_their_values_are_not_read_downwards() -> None:
    rows = [
        ["项目名称", "桥梁养护", "<", "项目代码", "", "<"],
        ["主管部门", "某县交通局", "<", "实施单位", "某县公路站", "<"],
        HEAD,
        ROW,
    ]
    record: Any = plain(read_project_evaluation(form("project_evaluation", ["项目支出绩效自评表"], rows)))
    assert record["project_name"] == "桥梁养护" and "project_code" not in record
    assert record["implementing_unit"] == "某县公路站"


def test_fields_beside_money_with_storeys_of_its_own_are_read_from_under_their_labels() -> None:
    rows = [
        ["单位编码", "单位名称", "项目名称", "预算资金(万元)", "<", "<"],
        ["^", "^", "^", "合计", "一般公共预算", "其他资金"],
        ["139025", "某县公路站", "桥梁养护", "100", "80", "20"],
        [*HEAD[:4], "<", "<"],
        [*ROW[:4], "<", "<"],
    ]
    record: Any = plain(read_project_target(form("project_target", ["项目支出绩效目标表"], rows)))
    assert record["project_name"] == "桥梁养护"
    assert (record["reporting_unit_code"], record["reporting_unit"]) == ("139025", "某县公路站")
    assert [(fund["source"], fund["budget"]) for fund in record["funds"]] == [
        ("total", "100"),
        ("fiscal", "80"),
        ("other", "20"),
    ]
