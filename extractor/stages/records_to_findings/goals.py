"""Rules over goals and what is said to have been reached: against the money, the indicators and each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from extractor.record.checked import PlainRecord
from extractor.record.values.comparators import read_comparison
from extractor.record.values.text import Unreadable
from extractor.stages.records_to_findings.figures import figure, how_apart, near, shown, whole_funds
from extractor.stages.records_to_findings.rule import ROUNDING, Said, breaks, rule
from extractor.stages.records_to_findings.targets import missed

_DONE = Decimal(95)
_SPENT = Decimal(60)
_LEAST_COPY = 8
_SPENDING = re.compile(
    r"(?:共|实际|累计|合计|总计|全年|年度|年末|年底|截至[^,。;]{0,12}?)已?(?:支出|列支|开支|支付|使用|拨付|执行|花费)"
    r"(?:[一-鿿“”]{0,12}?)(\d[\d,]*(?:\.\d+)?)(万元|亿元|元)"
)
_WAN = {"万元": Decimal(1), "亿元": Decimal(10_000), "元": Decimal("0.0001")}
_BOUND = re.compile(
    r"(?:控制在|不超过|不高于|低于|不低于|不少于|达到?)(\d+(?:\.\d+)?)%(?:以[内下上])?|(\d+(?:\.\d+)?)%以[内下上]"
)
_REACH = 30
_ALL_DONE = re.compile(
    r"(?:目标|指标|任务)[^,。;不未]{0,6}(?:全部|均|都|全面|圆满)[^,。;不未]{0,4}(?:完成|实现|达到|达成)|^全部完成"
    r"|(?:没有|无|不存在)(?:尚)?未完成"
)
_LEAST_NAME = 5


@rule(
    "completion-vs-execution",
    "warning",
    "称已全部完成的,预算执行率一般不低于60%",
    "what is called complete has at least 60 % of its money spent",
    ("完成率95%起,执行率60%以下", "from 95 % complete, below 60 % spent"),
)
def completion_vs_execution(record: PlainRecord) -> Iterator[Said]:
    """Goals against the form's money, tasks against their own."""
    if whole := whole_funds(record):
        for at, goal in enumerate(record.get("goals") or []):
            yield from _claim(f"/goals/{at}/completion", goal.get("completion"), f"/funds/{whole[0]}", whole[1])
    for at, task in enumerate(record.get("tasks") or []):
        yield from _claim(f"/tasks/{at}/project_status", task.get("project_status"), f"/tasks/{at}", task)


def _claim(where: str, claim: str | None, base: str, money: Mapping[str, Any]) -> Iterator[Said]:
    share = _share(money)
    if _complete(claim) and share is not None and share < _SPENT:
        yield breaks(
            (where, f"{base}/executed", f"{base}/budget"),
            f"完成情况印“{claim}”,而预算只执行 {share:.2f}%",
            f"said to be {claim}, but only {share:.2f} % of the budget is spent",
        )


def _share(row: Mapping[str, Any]) -> Decimal | None:
    budget, executed = figure(row.get("budget")), figure(row.get("executed"))
    return executed / budget * 100 if budget and executed is not None else None


def _complete(text: str | None) -> bool:
    """Whether a completion cell claims all, or all but all."""
    if not text or "未" in text or "部分" in text:
        return False
    try:
        bound = read_comparison(text)
        return bound.number >= _DONE and bound.operator in ("=", ">=", ">")
    except Unreadable:
        return "全部完成" in text or "已完成" in text or text == "完成"


@rule(
    "text-vs-executed",
    "error",
    "完成情况中写明的支出等于执行数",
    "what the text says was spent is what was executed",
    ROUNDING,
)
def text_vs_executed(record: PlainRecord) -> Iterator[Said]:
    """Where the goals' text states one amount as spent in all."""
    executed = {
        f"/funds/{at}/executed": value
        for at, row in enumerate(record.get("funds") or [])
        if (value := figure(row.get("executed"))) is not None
    }
    for at, goal in enumerate(record.get("goals") or []) if executed else ():
        stated = {
            Decimal(match[1].replace(",", "")) * _WAN[match[2]]
            for match in _SPENDING.finditer(goal.get("actual") or "")
        }
        if len(stated) != 1 or len(record.get("goals") or []) > 1:
            continue
        said = stated.pop()
        if any(near(value, said) or near(said, value) for value in executed.values()):
            continue
        where, value = next(iter(executed.items()))
        why = how_apart(said, value)
        yield breaks(
            (f"/goals/{at}/actual", where),
            f"完成情况称支出 {shown(said)} 万元,执行数 {shown(value)} 万元{why[0]}",
            f"the text says {shown(said)} 万元 were spent, the money block {shown(value)}{why[1]}",
            mends={where: said},
        )


@rule("goal-not-text", "warning", "目标与完成情况是文字,不是金额", "goals are words, not amounts")
def goal_not_text(record: PlainRecord) -> Iterator[Said]:
    """A bare figure in the place of a goal."""
    for at, goal in enumerate(record.get("goals") or []):
        bare = [key for key in ("expected", "actual") if figure(goal.get(key)) is not None]
        if bare:
            yield breaks(
                tuple(f"/goals/{at}/{key}" for key in bare),
                f"目标栏只印 {goal[bare[0]]},不是目标文字",
                f"the goal is only {goal[bare[0]]}",
            )


@rule("goal-copied", "warning", "完成情况不是预期目标的照抄", "what was reached does not repeat what was expected")
def goal_copied(record: PlainRecord) -> Iterator[Said]:
    """Word for word, from eight characters on."""
    for at, goal in enumerate(record.get("goals") or []):
        expected = goal.get("expected") or ""
        if len(expected) >= _LEAST_COPY and expected == goal.get("actual"):
            yield breaks(
                (f"/goals/{at}/actual", f"/goals/{at}/expected"),
                "具体完成情况与预期目标逐字相同",
                "the result repeats the goal word for word",
            )


@rule(
    "goal-vs-indicator", "warning", "目标文字中的指标值与指标表一致", "a target in the goals is that of the indicators"
)
def goal_vs_indicator(record: PlainRecord) -> Iterator[Said]:
    """An indicator named in the goals with a bound (控制在4%以内) that the table gives otherwise."""
    for at, row in enumerate(record.get("indicators") or []):
        name = row.get("level3") or ""
        try:
            target = read_comparison(row.get("target") or "")
        except Unreadable:
            continue
        if target.unit != "%":
            continue
        for number, goal in enumerate(record.get("goals") or []):
            for key in ("expected", "actual"):
                bound = _bound_after(goal.get(key) or "", name)
                if bound is not None and bound != target.number:
                    yield breaks(
                        (f"/goals/{number}/{key}", f"/indicators/{at}/target"),
                        f"“{name}”目标文字中为 {shown(bound)}%,指标表为 {row['target']}",
                        f"{name}: {shown(bound)} % in the goals, {row['target']} in the table",
                    )


def _bound_after(text: str, name: str) -> Decimal | None:
    """The bound stated right after a name, or after its end where the text shortens it, within its sentence."""
    tail = next((name[at:] for at in range(len(name) - _LEAST_NAME + 1) if name[at:] in text), None)
    if tail is None:
        return None
    start = text.index(tail) + len(tail)
    sentence = re.split(r"[。;;]|目标\d", text[start : start + _REACH])[0]
    match = _BOUND.search(sentence)
    return Decimal(match[1] or match[2]) if match else None


@rule(
    "completed-vs-shortfall",
    "error",
    "称目标全部完成的,各指标均达到目标",
    "all is called complete, and no indicator is below target",
    asks=False,
)
def completed_vs_shortfall(record: PlainRecord) -> Iterator[Said]:
    """The conclusions of a department's form against its own indicators."""
    short = [at for at, row in enumerate(record.get("indicators") or []) if missed(row)]
    said = [at for at, part in enumerate(record.get("sections") or []) if _ALL_DONE.search(part.get("text") or "")]
    if short and said:
        rows = [record["indicators"][at] for at in short]
        listed = "、".join(f"{row['level3']} {row['target']}/{row['actual']}" for row in rows[:3])
        yield breaks(
            (*(f"/sections/{at}/text" for at in said), *(f"/indicators/{at}/actual" for at in short)),
            f"文字称目标已全部完成,但 {len(short)} 项指标未达目标({listed})",
            f"the text says all is complete, but {len(short)} indicators are below target",
        )
