"""Evaluations that tell apart what the centre, the province and the county gave."""

from __future__ import annotations

from corpora.layouts.form import ends
from corpora.layouts.indicator_rows import header_cells, total_cells
from corpora.layouts.inset import SmallPrint
from corpora.layouts.pen import Pen, Record
from corpora.layouts.pieces import labelled, sealed, ticked, titled, woven
from corpora.layouts.sectioned import SectionedEvaluation
from corpora.layouts.sections import cut_in_two
from corpora.layouts.sheet import Cell, Sheet


def _tiers(full: Record, labels: dict[str, str], keys: tuple[str, ...]) -> list[Record]:
    """Return the fiscal money as what each tier of government gave, without those that gave nothing."""
    fiscal = next(fund for fund in full["funds"] if fund["source"] == "fiscal")
    tiers: list[Record] = [
        dict.fromkeys(fiscal) | {"source": "fiscal", "label": labels[tier], "rate": fiscal["rate"]}
        for tier in ("central", "province", "county")
    ]
    for key in keys:
        tiers[0][key], rest = cut_in_two(fiscal[key])
        tiers[1][key], tiers[2][key] = cut_in_two(rest)
    return [tier for tier in tiers if tier["budget"] != "0"]


class VerdictBoxesEvaluation(SmallPrint, SectionedEvaluation):
    """Score and grade in the head, grade boxes to tick; fiscal money of three tiers; each value's sense."""

    name = "evaluation_verdict_boxes"
    titles = ("项目支出绩效自评表", "财政专项资金项目绩效自评表", "部门项目支出绩效自评报表")
    fields = ("grade", "phone", "problems")
    money = (("budget", "预算安排数"), ("received", "实际到位数"), ("executed", "实际支出数"), ("rate", "支出进度"))
    sources = (
        ("total", "资金总额"),
        ("central", "其中:中央财政资金"),
        ("province", "省级财政资金"),
        ("county", "市县财政资金"),
        ("other", "其他资金"),
    )
    columns = (
        ("level1", "一级指标", 10),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 25),
        ("sense", "指标方向", 8),
        ("target", "目标值", 14),
        ("actual", "完成值", 14),
        ("weight", "权重", 8),
        ("score", "自评分", 8),
    )
    points = ("({})", None, "(权重{})")

    def keep(self, full: Record) -> Record:
        """The fiscal money is cut into what each tier gave."""
        record = super().keep(full)
        record["funds"][1:1] = _tiers(full, dict(self.sources), ("budget", "received", "executed"))
        return record

    def _above(self, pen: Pen) -> str:
        return titled(pen, "", "年度") + f'<div class="right">{pen.label("单位:万元、分")}</div>'

    def _sections(self, pen: Pen) -> list[Sheet]:
        boxes = self.rng.choice([("☑", "□"), ("■", "□")])
        kinds = f"{boxes[0]}其他运转类 {boxes[1]}特定目标类"
        person = pen.label(self.rng.choice(["项目主管", "分管负责人", "科室负责人"]))
        grade = ticked(pen, "/grade", "优良中差", boxes)
        rows = (
            (("项目名称", pen.put("/project_name")),),
            (("项目类别", pen.label(kinds)), ("项目实施单位", sealed(pen, "implementing_unit"))),
            (("主管部门", pen.put("/supervising_department")), ("项目负责人", person)),
            (("联系电话", pen.put("/phone")), ("自评得分", pen.score("/total_score"))),
            (("自评等级", grade),),
        )
        aims = Sheet([16, 84])
        for index in range(len(pen.record["goals"])):
            for key, label in (("expected", "年度绩效目标"), ("actual", "年度目标完成情况")):
                aims.row(Cell(pen.label(label)), Cell(pen.put(f"/goals/{index}/{key}"), css="t"))
        last = Sheet([16, 84])
        last.row(Cell(pen.label("存在问题及改进措施")), Cell(pen.put("/problems"), css="t"))
        return [labelled(pen, (16, 34, 16, 34), *rows), self._money(pen), aims, self._indicators(pen), last]

    def _money(self, pen: Pen) -> Sheet:
        sheet, at = Sheet([16, 24, 15, 15, 15, 15]), {f["label"]: n for n, f in enumerate(pen.record["funds"])}
        over = (Cell(pen.label(head), css="h c") for _, head in self.money)
        sheet.row(Cell(pen.label("资金使用情况"), rows=1 + len(self.sources)), Cell(pen.label("来源")), *over)
        for _, label in self.sources:
            line = at.get(label)
            name = pen.label(label) if line is None else pen.put(f"/funds/{line}/label")
            sheet.row(Cell(name, css="l"), *(self._figure(pen, line, key) for key, _ in self.money))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([column.width for column in table.columns])
        sheet.head = [header_cells(pen, table.columns)]
        sheet.rows = woven(pen, table, {"sense": [_sense(row) for row in pen.record["indicators"]]})
        return sheet


def _sense(row: Record) -> str:
    return "反向" if (row["target"] or "").startswith(("≤", "<", "不超过")) else "正向"


class FundingTiersEvaluation(SmallPrint, SectionedEvaluation):
    """A transfer by region with boxes over the table, central, provincial and county money, goals stacked, points."""

    name = "evaluation_funding_tiers"
    titles = ("转移支付绩效目标自评表", "专项转移支付绩效自评表", "转移支付资金绩效目标自评表")
    fields = ("total_weight",)
    money = (("budget", "全年预算数(A)"), ("executed", "全年执行数(B)"), ("rate", "预算执行率(B/A×100%)"))
    sources = (
        ("total", "年度资金总额"),
        ("central", "其中:中央补助资金"),
        ("province", "省级配套资金"),
        ("county", "市县(区)资金"),
        ("other", "其他资金"),
    )
    columns = (
        ("level1", "一级指标", 9),
        ("level2", "二级指标", 12),
        ("level3", "三级指标", 25),
        ("target", "指标值", 14),
        ("actual", "全年实际完成值", 14),
        ("weight", "分值", 7),
        ("score", "得分", 7),
        ("note", "未完成原因和改进措施", 16),
    )

    def keep(self, full: Record) -> Record:
        """Fiscal money by the tier that gave it; one goal."""
        record = super().keep(full)
        record["funds"][1:1] = _tiers(full, dict(self.sources), ("budget", "executed"))
        record["goals"] = record["goals"][:1]
        return record

    def _above(self, pen: Pen) -> str:
        boxes = pen.label(self.rng.choice(["填报类型:整体□ 区域☑ 项目□", "自评层级:省级□ 市级□ 县级☑"]))
        top = f"<div>{pen.label('附件2')}</div>{titled(pen, '', '年度')}"
        return top + ends(boxes, pen.label("金额单位:万元"))

    def _sections(self, pen: Pen) -> list[Sheet]:
        ministry = self.rng.choice(["财政部", "国家医疗保障局", "工业和信息化部", "全国总工会"])
        units = (
            ("地方主管部门", pen.put("/supervising_department")),
            ("资金使用单位", sealed(pen, "implementing_unit")),
        )
        name = (("转移支付(项目)名称", pen.put("/project_name")),)
        head = labelled(pen, (18, 34, 16, 32), name, (("中央主管部门", pen.label(ministry)),), units)
        aims = Sheet([6, 16, 78])
        for number, (key, label) in enumerate((("expected", "总体目标"), ("actual", "全年实际完成情况"))):
            side = [Cell(pen.label("总体目标完成情况"), rows=2, css="v")] if number == 0 else []
            aims.row(*side, Cell(pen.label(label)), Cell(pen.put(f"/goals/0/{key}"), css="t"))
        return [head, self._money(pen), aims, self._indicators(pen)]

    def _money(self, pen: Pen) -> Sheet:
        sheet, at = Sheet([18, 24, 19, 19, 20]), {f["label"]: n for n, f in enumerate(pen.record["funds"])}
        over = (Cell(pen.label(head), css="h c") for _, head in self.money)
        sheet.row(Cell(pen.label("资金情况"), rows=1 + len(self.sources)), Cell(""), *over)
        for _, label in self.sources:
            line = at.get(label)
            name = pen.label(label) if line is None else pen.put(f"/funds/{line}/label")
            sheet.row(Cell(name, css="l"), *(self._figure(pen, line, key) for key, _ in self.money))
        return sheet

    def _indicators(self, pen: Pen) -> Sheet:
        table = self._table()
        sheet = Sheet([6, *(column.width for column in table.columns)])
        rows = woven(pen, table, {})
        sheet.row(Cell(pen.label("绩效指标"), rows=2 + len(rows), css="v"), *header_cells(pen, table.columns))
        sheet.rows += [*rows, total_cells(pen, table.columns, "合计")]
        sheet.row(Cell(pen.label("说明")), Cell(pen.label("无"), len(table.columns), css="l"))
        return sheet
