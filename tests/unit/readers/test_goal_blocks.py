"""Forms in which each goal stands over indicators of its own."""

from typing import Any

from extractor.stages.forms_to_records.department_evaluation import read_department_evaluation
from extractor.stages.forms_to_records.project_evaluation import read_project_evaluation
from tests.unit.readers.paper import form, plain

HEADS = ["^", "一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "得分"]
FIRST = [
    ["年度绩效目标1", "建成管网九公里，完善配套。", "<", "<", "<", "<", "<"],
    HEADS,
    ["^", "产出指标", "数量指标", "管网里程", "≥9公里", "9公里", "50"],
]
SECOND = [
    ["年度绩效目标2", "按期支付工程尾款，优化服务。", "<", "<", "<", "<", "<"],
    HEADS,
    ["^", "效益指标", "社会效益指标", "群众知晓率", "≥90%", "95%", "40"],
]
LINES = ["2020年度绩效自评表", "单位名称：某县园区"]


def told(record: Any) -> tuple[list[str], list[str]]:
    return [goal["expected"] for goal in record["goals"]], [row["level3"] for row in record["indicators"]]


def test_each_goal_over_its_indicators_is_a_goal() -> None:
    wanted = ["建成管网九公里,完善配套。", "按期支付工程尾款,优化服务。"], ["管网里程", "群众知晓率"]
    for kind, read in (
        ("department_evaluation", read_department_evaluation),
        ("project_evaluation", read_project_evaluation),
    ):
        assert told(plain(read(form(kind, LINES, [*FIRST, *SECOND])))) == wanted


def test_a_single_goal_beside_the_whole_table_is_a_goal() -> None:
    record = plain(read_department_evaluation(form("department_evaluation", LINES, FIRST)))
    assert told(record) == (["建成管网九公里,完善配套。"], ["管网里程"])
