"""Any table at all: whatever stands in a form, its reader gives a record that settles, with evidence for each value."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.paper.form import FormKind
from extractor.paper.page import Page
from extractor.record.pointer import leaves
from extractor.stages.findings_to_review.stage import findings_to_review
from extractor.stages.forms_to_records import forms_to_records
from extractor.stages.records_to_findings.stage import records_to_findings
from tests.judging import FILE, JUDGE
from tests.unit.readers.paper import form

PRINTED = """
项目名称 一级指标 二级指标 三级指标 指标值 实际完成值 得分 分值 预算数 其中:财政资金 其他资金 年度资金总额 执行率 3月底
100% 绩效目标 目标1 1.某事2.他事 资金用途 序号 主管部门 自评等级 优 合计 总分 8500 1,2 — 一 / ≥95% 指标1 …… 存在问题
填报人:某 收入科目 支出科目 评分规则 中期资金总额 产出指标(50) 2020年1月1日至12月31日 < ^
"""
WORDS = st.sampled_from(PRINTED.split())
TABLES = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=7)
)
KINDS: list[FormKind] = [
    "project_evaluation",
    "project_target",
    "department_evaluation",
    "project_list",
    "table",
    "report",
]


def drawable(rows: list[list[str]]) -> list[list[str]]:
    """The rows with marks that lead nowhere made words, so that the cells tile the table."""
    return [
        ["某" if (text == "<" and column == 0) or text == "^" else text
         for column, text in enumerate(row)]
        for row in rows
    ]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    TABLES,
    st.lists(
        st.sampled_from(["某自评表", "(2020年度)", "填报单位:某局 单位:元", "附件1", "323001 某中心"]), max_size=3
    ),
)
def test_no_reader_fails_and_every_value_has_its_evidence(rows: list[list[str]], above: list[str]) -> None:
    for kind in KINDS:
        checked = records_to_findings(forms_to_records([form(kind, above, drawable(rows))]))
        envelope = findings_to_review(checked, [Page(1, "scan", 600, 800)], FILE, JUDGE).to_plain()
        filled = [
            f"/records/0{path}"
            for path, value in leaves(envelope["records"][0])
            if value is not None and path.split("/")[1] not in ("kind", "pages", "mentions")
        ]
        entries = [entry["path"] for entry in envelope["fields"]]
        assert len(entries) == len(set(entries)) and set(filled) <= set(entries)
