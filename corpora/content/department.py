"""Department records: income and expenditure, tasks, indicators with their rules, and closing sections."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from corpora.content import money
from corpora.content.indicators import draw_indicators
from corpora.content.pool import Scene
from corpora.content.project import draw_funds, draw_goals, draw_passage, draw_phone, grade_of
from corpora.content.text import canonical_text

Record = dict[str, Any]

_CENT = Decimal("0.01")

_INCOME = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
_SPENT = ("人员经费", "日常公用经费", "专项公用支出", "专项项目支出")
_MANAGEMENT = {
    "train": [
        (
            "资金投入",
            "预算完成率",
            "=100%",
            "预算完成数与调整预算数之比",
            "达到100%得满分,每低1个百分点扣权重的十分之一",
        ),
        ("资金投入", "预算调整率", "=0", "年度内追加追减资金占年初预算的比重", "不调整得满分,每变动1%扣0.5分,扣完为止"),
        ("资金投入", "支出进度率", "≥100%", "实际支付进度与序时进度之比", "低于序时进度的,按比例扣分"),
        ("资金投入", "三公经费控制率", "≤100%", "三公经费支出占预算的比例", "超出预算不得分"),
        ("资金投入", "结转结余变动率", "≤0", "本年累计结转较上年的增减幅度", "每增加1%扣权重的10%"),
        ("财务管理", "财务管理制度健全性", "健全", "考核制度是否齐全、是否可操作", "缺一项要点扣一半分"),
        ("财务管理", "资金使用合规性", "合规", "有无截留、挤占、挪用等情形", "发现一起不得分"),
        ("采购管理", "政府采购执行率", "=100%", "采购支出与采购预算之比", "每低1%扣0.2分"),
        ("资产管理", "固定资产利用率", "≥95%", "在用资产占全部资产的比率", "每低5%扣1分"),
        ("预决算公开", "信息公开及时性", "及时", "是否在规定时限内公开", "逾期不得分"),
    ],
    "dev": [
        ("履职投入", "收支预算执行偏离度", "≤5%", "决算数偏离预算数的幅度", "偏离每多1个点扣0.3"),
        ("履职投入", "公用经费压减率", "≥3%", "较上年压减的公用开支占比", "完成压减任务满分,否则零分"),
        ("内控建设", "内部控制手册完备性", "完备", "六大业务领域是否全部建章", "少一领域扣0.5"),
        ("内控建设", "合同归档规范度", "规范", "合同要素与附件是否完整", "抽查一份不合格扣0.2"),
        ("绩效工作", "绩效目标编报质量", "优", "财政部门审核等次", "优得满分,良八折,其余不得分"),
        ("国资管理", "账实相符率", "100%", "盘点相符资产份额", "按实际比率计分"),
        ("透明度", "预决算在网公布时点", "20日内", "批复后对外公布耗时", "迟一日扣0.1"),
        ("队伍建设", "人员编制控制率", "≤100%", "在岗人数与核定编制之比", "超编不得分"),
    ],
    "heldout": [
        ("预算编制", "绩效目标覆盖率", "=100%", "已编目标项目占全部项目的份额", "缺一个项目扣0.5分"),
        ("预算编制", "年初预算到位率", "≥90%", "细化到具体项目的预算占比", "每低2个百分点减0.5分"),
        ("执行管理", "部门预算支出率", "≥95%", "全年支出与可用指标之比", "95%以上满分,以下按比例折算"),
        ("执行管理", "存量资金压缩率", "≥10%", "存量资金较上年减少的幅度", "未压缩的计零分"),
        ("执行管理", "公务接待费变动率", "≤0", "与上年公务接待支出相比的变化", "增长即不得分"),
        ("监督管理", "审计问题整改率", "100%", "已整改问题占审计指出问题的份额", "按整改比例给分"),
        ("监督管理", "资金监控开展情况", "已开展", "是否按要求进行绩效运行监控", "少开展一次减1分"),
        ("资产配置", "国有资产年报报送", "按时", "年报报送时间与数据质量", "延迟报送减1分"),
        ("信息公开", "自评结果公开率", "100%", "应公开自评结果的公开程度", "一项未公开减0.5分"),
    ],
}
_LEVELS = {
    "train": (
        "部门管理",
        "部门产出",
        "部门效果",
        {"数量": "counts", "质量": "quality", "时效": "timely", "成本": "cost"},
    ),
    "dev": (
        "管理效率",
        "履职产出",
        "履职效益",
        {"产出数量": "counts", "产出质量": "quality", "产出时效": "timely"},
    ),
    "heldout": (
        "过程",
        "产出",
        "效果",
        {"完成数量": "counts", "完成质量": "quality", "完成时效": "timely", "成本控制": "cost"},
    ),
}


def draw_department(scene: Scene) -> Record:
    """Return a full ``department_evaluation``."""
    rng = scene.rng
    indicators = _draw_rows(scene)
    total = sum((Decimal(row["score"]) for row in indicators if row["score"]), Decimal(0))
    income, income_total = _draw_side(rng, _INCOME, rng.choice([1, 1, 2, 3]))
    spent, spent_total = _draw_side(rng, _SPENT, rng.choice([2, 3, 4]))
    tasks, tasks_total = _draw_tasks(scene)
    return {
        "kind": "department_evaluation",
        "title": None,
        "year": scene.year,
        "reporting_unit": scene.bureau,
        "contact": rng.choice(["经办人", "联络员", "张某", "王某某"]),
        "phone": draw_phone(rng),
        "period": {"start": f"{scene.year}-01-01", "end": f"{scene.year}-12-31"},
        "income": income,
        "expenditure": spent,
        "income_total": income_total,
        "expenditure_total": spent_total,
        "tasks": tasks,
        "tasks_total": tasks_total,
        "funds": draw_funds(rng),
        "goals": draw_goals(scene),
        "indicators": indicators,
        "total_weight": "100",
        "total_score": money.plain(total),
        "grade": grade_of(total),
        "sections": _draw_sections(scene),
    }


def _draw_side(rng: Random, subjects: tuple[str, ...], count: int) -> tuple[list[Record], Record]:
    chosen = [subjects[0], *rng.sample(subjects[1:], count - 1)]
    rows, sums = [], [Decimal(0), Decimal(0)]
    for subject in sorted(chosen, key=subjects.index):
        budget = money.draw_amount(rng).quantize(_CENT)
        spent = money.draw_executed(rng, budget).quantize(_CENT)
        sums = [sums[0] + budget, sums[1] + spent]
        rows.append({"subject": subject, "budget": money.plain(budget), "executed": money.plain(spent)})
    return rows, {"budget": money.plain(sums[0]), "executed": money.plain(sums[1])}


def _draw_tasks(scene: Scene) -> tuple[list[Record], Record]:
    rng, rows = scene.rng, []
    sums = dict.fromkeys(("budget", "budget_fiscal", "executed", "executed_fiscal"), Decimal(0))
    for _ in range(rng.randint(2, 7)):
        budget = money.draw_amount(rng).quantize(_CENT)
        spent = money.draw_executed(rng, budget).quantize(_CENT)
        other = rng.random() < 0.1
        sums["budget"] += budget
        sums["executed"] += spent
        if not other:
            sums["budget_fiscal"] += budget
            sums["executed_fiscal"] += spent
        printed = {"budget": money.plain(budget), "executed": money.plain(spent)}
        rows.append(
            {
                "name": scene.phrase("tasks"),
                "completion": draw_passage(scene, "done", 2),
                "project": scene.project(),
                "project_status": scene.phrase("task_done"),
                **_sources("budget", printed["budget"], other),
                **_sources("executed", printed["executed"], other),
            }
        )
    return rows, {key: money.plain(value) for key, value in sums.items()}


def _sources(key: str, amount: str, other: bool) -> Record:
    return {key: amount, f"{key}_fiscal": None if other else amount, f"{key}_other": amount if other else None}


def _draw_rows(scene: Scene) -> list[Record]:
    rng, pool = scene.rng, scene.pool.name
    management, output, effect, names = _LEVELS[pool]
    chosen = [row for row in _MANAGEMENT[pool] if rng.random() < 0.85]
    rows = [
        _row(
            (management, level2),
            (level3, target, _reached(rng, target)),
            rng.choice(["2", "3", "4", "5"]),
            (told, rule),
        )
        for level2, level3, target, told, rule in chosen
    ]
    kinds = list(names)
    plain = {"数量指标": kinds[0], "质量指标": kinds[1], "时效指标": kinds[2], "成本指标": kinds[-1]}
    for drawn in draw_indicators(scene, 8):
        level1 = {"产出指标": output}.get(drawn["level1"], effect)
        level2 = plain.get(drawn["level2"]) or drawn["level2"].replace("指标", "")
        weight = str(int(Decimal(drawn["weight"])) or 1)
        told = (drawn["description"], rng.choice(["达到目标值得满分,未达到按比例扣分", "每降低1%扣权重分的5%", None]))
        rows.append(_row((level1, level2), (drawn["level3"], drawn["target"], drawn["actual"]), weight, told))
    for row in rows:
        if rng.random() < 0.2:
            row["score"] = money.plain(
                max(Decimal(0), Decimal(row["weight"]) - Decimal(rng.choice(["0.5", "1", "0.25"])))
            )
    return rows


def _row(levels: tuple[str, str], measure: tuple[Any, Any, Any], weight: str, told: tuple[Any, Any]) -> Record:
    return {
        "level1": levels[0],
        "level1_weight": None,
        "level2": levels[1],
        "level3": measure[0],
        "target": measure[1],
        "actual": measure[2],
        "weight": weight,
        "description": told[0],
        "rule": told[1],
        "score": weight,
        "score_rows": 1,
        "note": None,
    }


def _reached(rng: Random, target: str) -> str:
    plain = target.lstrip("=≥≤")
    return rng.choice([plain, plain, plain, f"{rng.uniform(80, 100):.1f}%" if "%" in target else plain])


def _draw_sections(scene: Scene) -> list[Record]:
    return [
        {
            "heading": canonical_text(heading),
            "text": draw_passage(scene, "section_text", 4) if scene.rng.random() < 0.9 else None,
        }
        for heading in scene.pool.prose["sections"]
    ]
