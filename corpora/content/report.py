"""Running text: a unit's self-evaluation report with every name, amount, date and score in it marked."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from corpora.content import money
from corpora.content.pool import Scene
from corpora.content.project import grade_of
from corpora.content.text import canonical_text

Record = dict[str, Any]
Span = tuple[int, int, str]
_NUMERALS = "一二三四五六七八九"


@dataclass
class _Writer:
    """Paragraphs as they are written; marks become mentions (in reading order) and places of the record's values."""

    texts: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    spans: list[list[Span]] = field(default_factory=list)
    mentions: list[Record] = field(default_factory=list)

    def begin(self, kind: str) -> None:
        """Start a paragraph."""
        self.texts.append("")
        self.kinds.append(kind)
        self.spans.append([])

    def say(self, text: str, *pointers: str, label: str | None = None, value: str | None = None) -> None:
        """Add text to the paragraph; ``label`` makes it a mention, ``pointers`` the place of values."""
        start = len(self.texts[-1])
        self.texts[-1] += text
        where = list(pointers)
        if label:
            where.append(f"/mentions/{len(self.mentions)}")
            self.mentions.append({"label": label, "text": canonical_text(text), "value": value, "page": None})
        self.spans[-1] += [(start, len(self.texts[-1]), pointer) for pointer in where]

    def date(self, text: str, value: str, *pointers: str) -> None:
        """Add a date."""
        self.say(text, *pointers, label="DATE", value=value)

    def line(self, kind: str, text: str) -> None:
        """Add a paragraph that holds no value."""
        self.begin(kind)
        self.say(text)


def draw_report(scene: Scene, general: bool = False) -> Record:
    """Return a ``report`` with ``_text``, ``_spans`` and ``_layout``; ``general``: a packet's own, with a cover."""
    writer, rng = _Writer(), scene.rng
    unit = scene.bureau if general else scene.unit
    record: Record = {"kind": "report", "title": None, "year": scene.year, "reporting_unit": unit, "date": None}
    record |= {"totals": {"projects": None, "budget": None}, "projects": [], "score": None, "grade": None}
    record["title"] = _write_cover(writer, scene, unit) if general else _write_title(writer, scene, unit)
    _write_intro(writer, scene, unit, named=not general)
    drawn = [_draw_project(scene) for _ in range(rng.randint(2, 6))]
    _write_totals(writer, scene, drawn, record)
    for number, heading in enumerate(_headings(scene)):
        writer.line("h1", f"{_NUMERALS[number]}、{heading}")
        if number == 1:
            for index, project in enumerate(drawn):
                _write_project(writer, project, index)
            record["projects"] = [{key: value for key, value in p.items() if key != "spent"} for p in drawn]
            _write_result(writer, rng.choice(["96", "91.5", "88", "100"]), record)
        for _ in range(rng.randint(1, 3)):
            writer.line("body", scene.phrase("filler"))
    _write_signature(writer, scene, unit, record)
    record |= {"mentions": writer.mentions, "_text": writer.texts, "_spans": writer.spans}
    return record | {"_layout": {"paragraph_kinds": writer.kinds}}


def _headings(scene: Scene) -> list[str]:
    """Return the headings of one manner: a pool holds them in fours, and a year keeps to one four."""
    headings = scene.pool.prose["headings"]
    first = 4 * (scene.year % (len(headings) // 4))
    return headings[first : first + 4]


def _write_cover(writer: _Writer, scene: Scene, unit: str) -> str:
    tail = scene.rng.choice(["部门预算绩效自评报告", "预算绩效自评材料汇编", "部门绩效自评资料"])
    writer.begin("cover-title")
    writer.say(unit, "/title", "/reporting_unit", label="ORG")
    writer.begin("cover-title")
    writer.date(f"{scene.year}年", str(scene.year), "/title", "/year")
    writer.say(tail, "/title")
    writer.begin("cover-foot")
    writer.say(unit, label="ORG")
    writer.say("编制")
    return f"{unit}{scene.year}年{tail}"


def add_contents(record: Record, lines: list[str]) -> None:
    """Put a contents page with ``lines`` behind the cover of a general report (in place)."""
    kinds = record["_layout"]["paragraph_kinds"]
    at = kinds.index("cover-foot") + 1
    kinds[at:at] = ["toc-title", *["toc"] * len(lines)]
    record["_text"][at:at] = ["目录", *lines]
    record["_spans"][at:at] = [[] for _ in range(len(lines) + 1)]
    kinds[at + len(lines) + 1] = "first"


def _write_title(writer: _Writer, scene: Scene, unit: str) -> str:
    tail = scene.rng.choice(["绩效自评工作报告", "部门预算项目绩效自评报告", "项目支出绩效自评情况报告"])
    writer.begin("title")
    writer.say(unit, "/title", "/reporting_unit", label="ORG")
    if scene.rng.random() < 0.7:
        writer.begin("title")
    writer.date(f"{scene.year}年度", str(scene.year), "/title", "/year")
    writer.say(tail, "/title")
    return f"{unit}{scene.year}年度{tail}"


def _write_intro(writer: _Writer, scene: Scene, unit: str, named: bool) -> None:
    writer.begin("body")
    writer.say("按照")
    writer.say(f"{scene.place}财政局", label="ORG")
    writer.say("有关要求，")
    writer.say(unit if named else scene.bureau, "/reporting_unit", label="ORG")
    writer.say("对")
    writer.date(f"{scene.year}年度", str(scene.year))
    writer.say("预算项目开展了绩效自评，现将有关情况报告如下：")


def _draw_project(scene: Scene) -> Record:
    rng = scene.rng
    budget = money.draw_amount(rng)
    name, unit = rng.choice(
        [("服务对象人数", "人"), ("完成任务数", "个"), ("开展活动次数", "次"), ("办理事项数", "件")]
    )
    score = Decimal(rng.choice(["100", "98", "95.5", "87", "72"]))
    reached = f"{rng.choice([90, 95, 98, 99.5, 100])}%"
    return {
        "name": scene.project(),
        "amount": money.plain(budget),
        "score": money.plain(score),
        "grade": grade_of(score),
        "indicators": [
            {"level": "数量指标", "name": name, "value": f"{rng.randint(2, 90000)}{unit}"},
            {
                "level": "满意度指标",
                "name": rng.choice(["群众满意度", "服务对象满意率", "受益对象满意度"]),
                "value": reached,
            },
        ],
        "spent": money.plain(money.draw_executed(rng, budget)),
    }


def _write_totals(writer: _Writer, scene: Scene, drawn: list[Record], record: Record) -> None:
    total = money.plain(sum((Decimal(project["amount"]) for project in drawn), Decimal(0)))
    record["totals"] = {"projects": str(len(drawn)), "budget": total}
    writer.begin("body")
    writer.date(f"{scene.year}年", str(scene.year))
    writer.say("，我单位共安排预算项目")
    writer.say(str(len(drawn)), "/totals/projects", label=None)
    _join_count(writer, str(len(drawn)))
    writer.say("，资金总额")
    writer.say(f"{total}万元", "/totals/budget", label="AMOUNT", value=total)
    writer.say("。截至")
    writer.date(f"{scene.year}年12月31日", f"{scene.year}-12-31")
    writer.say("，资金已全部到位。")


def _join_count(writer: _Writer, number: str) -> None:
    """Turn the number just written into a counted mention (``6个``)."""
    start = len(writer.texts[-1]) - len(number)
    writer.texts[-1] += "个"
    writer.spans[-1].append((start, len(writer.texts[-1]), f"/mentions/{len(writer.mentions)}"))
    writer.mentions.append({"label": "COUNT", "text": f"{number}个", "value": number, "page": None})


def _write_project(writer: _Writer, project: Record, index: int) -> None:
    here = f"/projects/{index}"
    writer.begin("body")
    writer.say(f"{index + 1}.")
    writer.say(project["name"], f"{here}/name", label="PROJECT")
    writer.say("。预算安排")
    writer.say(f"{project['amount']}万元", f"{here}/amount", label="AMOUNT", value=project["amount"])
    writer.say("，实际支出")
    writer.say(f"{project['spent']}万元", label="AMOUNT", value=project["spent"])
    for number, indicator in enumerate(project["indicators"]):
        spot, value = f"{here}/indicators/{number}", indicator["value"]
        writer.say("。" if number == 0 else "，")
        writer.say(indicator["level"], f"{spot}/level")
        writer.say("中")
        writer.say(indicator["name"], f"{spot}/name", label="INDICATOR")
        writer.say("达到")
        label = "PERCENT" if value.endswith("%") else "COUNT"
        writer.say(value, f"{spot}/value", label=label, value=value.rstrip("%人个次件"))
    writer.say("。自评得分")
    writer.say(f"{project['score']}分", f"{here}/score", label="SCORE", value=project["score"])
    writer.say("，评价等级为")
    writer.say(project["grade"], f"{here}/grade", label="GRADE", value=project["grade"])
    writer.say("。")


def _write_result(writer: _Writer, score: str, record: Record) -> None:
    record.update(score=score, grade=grade_of(Decimal(score)))
    writer.begin("body")
    writer.say("经综合评价，单位整体自评总分")
    writer.say(f"{score}分", "/score", label="SCORE", value=score)
    writer.say("，评价等级为“")
    writer.say(record["grade"], "/grade", label="GRADE", value=record["grade"])
    writer.say("”。")


def _write_signature(writer: _Writer, scene: Scene, unit: str, record: Record) -> None:
    month, day = scene.rng.randint(1, 8), scene.rng.randint(1, 28)
    record["date"] = f"{scene.year + 1}-{month:02d}-{day:02d}"
    writer.begin("signature")
    writer.say(unit, "/reporting_unit", label="ORG")
    writer.begin("date")
    writer.date(f"{scene.year + 1}年{month}月{day}日", record["date"], "/date")
