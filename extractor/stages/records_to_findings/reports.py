"""Rules between running text and forms: a project's amount, score and grade are the same wherever they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extractor.record.identity.glyphs import alikeness
from extractor.record.identity.project import ProjectMention, same_project
from extractor.stages.records_to_findings.figures import adds_up, figure, how_apart, shown, total
from extractor.stages.records_to_findings.grades import GRADES
from extractor.stages.records_to_findings.matching import Stated, budget_of, in_forms, in_reports, same
from extractor.stages.records_to_findings.rule import Packet, Said, breaks, holds, packet_rule

_CLOSE = 0.4
_TELLING = 2
"""Significant digits from which an amount tells one project from another."""


def amounts_agree(one: Stated, other: Stated, here: tuple[str, str], there: tuple[str, str]) -> Iterator[Said]:
    """Whether two places give a project one budget; ``here`` and ``there`` are what they are called."""
    left, right = budget_of(one), budget_of(other)
    if not left or not right:
        return
    (path, amount), (beside, main) = next(iter(left.items())), next(iter(right.items()))
    agreeing = next((place for place, value in right.items() if value == amount), None)
    if agreeing is not None:
        yield holds(path, agreeing)
        return
    why = how_apart(amount, main)
    yield breaks(
        (path, beside),
        f"“{other.name}”:{here[0]} {shown(amount)} 万元,{there[0]} {shown(main)} 万元,"
        f"相差 {shown(abs(amount - main))}{why[0]}",
        f"{other.name}: {shown(amount)} in the {here[1]}, {shown(main)} in the {there[1]}{why[1]}",
        mends={path: main, beside: amount},
    )


@packet_rule("amount-text-vs-form", "error", "正文与自评表的项目金额一致", "text and form give a project one amount")
def amount_text_vs_form(packet: Packet) -> Iterator[Said]:
    """Evaluation forms of the projects a report states an amount of."""
    for one, other in same(in_reports(packet), in_forms(packet, "project_evaluation")):
        if _one_year(one, other):
            yield from amounts_agree(one, other, ("正文", "text"), ("自评表预算数", "form"))


def _one_year(one: Stated, other: Stated) -> bool:
    return None in (one.mention.year, other.mention.year) or one.mention.year == other.mention.year


@packet_rule("amount-text-vs-text", "error", "各处正文的项目金额一致", "two texts give a project one amount")
def amount_text_vs_text(packet: Packet) -> Iterator[Said]:
    """The general part of a packet against the parts of its units."""
    stated = in_reports(packet)
    for left, right in combinations(sorted({one.record for one in stated}), 2):
        pairs = same([one for one in stated if one.record == left], [one for one in stated if one.record == right])
        for one, other in pairs:
            if _one_year(one, other):
                yield from amounts_agree(one, other, ("总体部分", "one text"), ("单位部分", "other text"))


@packet_rule("score-text-vs-form", "error", "正文与自评表的得分、等级一致", "text and form give one score and grade")
def score_text_vs_form(packet: Packet) -> Iterator[Said]:
    """Of a project; a report on one project only gives its own score as the project's."""
    for one, other in same(in_reports(packet), in_forms(packet, "project_evaluation")):
        report = packet.records[one.record]
        alone = len(report.get("projects") or []) == 1
        for key, wanted in (("score", "total_score"), ("grade", "grade")):
            base = one.base if one.values.get(key) else f"/records/{one.record}" if alone else None
            said = (one.values.get(key) or (report.get(key) if alone else None)) if base else None
            printed = other.values.get(wanted)
            if said and printed and key == "score":
                yield from _scores_agree(f"{base}/score", said, f"{other.base}/total_score", printed, other.name)
            elif said and printed and GRADES.get(said, said) != GRADES.get(printed, printed):
                yield breaks(
                    (f"{base}/grade", f"{other.base}/grade"),
                    f"“{other.name}”:正文等级“{said}”,自评表等级“{printed}”",
                    f"{other.name}: {said} in the text, {printed} in the form",
                )


def _scores_agree(where: str, said: str, beside: str, printed: str, name: str) -> Iterator[Said]:
    one, other = figure(said), figure(printed)
    if one is None or other is None:
        return
    if one == other:
        yield holds(where, beside)
    else:
        yield breaks(
            (where, beside),
            f"“{name}”:正文自评 {shown(one)} 分,自评表总分 {shown(other)} 分",
            f"{name}: {shown(one)} points in the text, {shown(other)} in the form",
            mends={where: other, beside: one},
        )


@packet_rule(
    "report-total", "error", "正文所列项目金额之和等于所述总额", "the projects of a text add up to its stated total"
)
def report_total(packet: Packet) -> Iterator[Said]:
    """Where it gives as many amounts as it says it has projects."""
    for at, record in packet.of("report"):
        totals, base = record.get("totals") or {}, f"/records/{at}"
        stated, count = figure(totals.get("budget")), figure(totals.get("projects"))
        rows = enumerate(record.get("projects") or [])
        parts = {f"{base}/projects/{n}/amount": v for n, row in rows if (v := figure(row.get("amount"))) is not None}
        if stated is None or count is None or len(parts) != count or len(record["projects"]) != count:
            continue
        made = total(parts.values())
        where = f"{base}/totals/budget"
        if made == stated:
            yield holds(where, *parts)
        else:
            why = how_apart(made, stated)
            yield breaks(
                (where, *parts),
                f"正文所列 {shown(count)} 个项目合计 {adds_up(parts.values())},所述总额 {shown(stated)}{why[0]}",
                f"the {shown(count)} projects make {shown(made)}, the text says {shown(stated)}{why[1]}",
                mends={where: made} | {path: value + stated - made for path, value in parts.items()},
            )


@packet_rule(
    "project-name-text-vs-form", "warning", "同一项目在正文与自评表中名称一致", "text and form call a project the same"
)
def project_name(packet: Packet) -> Iterator[Said]:
    """An amount that only one project of the text and one form have, under names that are close but not the same."""
    texts, forms = in_reports(packet), in_forms(packet, "project_evaluation")
    amounts = [[next(iter(budget_of(one).values()), None) for one in side] for side in (texts, forms)]
    for one, amount in zip(texts, amounts[0], strict=True):
        if amount is None or amounts[0].count(amount) > 1 or amounts[1].count(amount) != 1:
            continue
        other = forms[amounts[1].index(amount)]
        telling = len(f"{amount:f}".replace(".", "").strip("0")) >= _TELLING
        if same_project(one.mention, other.mention).merges or not telling:
            continue
        if alikeness(one.core, other.core) >= _CLOSE:
            yield breaks(
                (f"{one.base}/name", f"{other.base}/project_name"),
                f"金额同为 {shown(amount)} 万元,正文称“{one.name}”,自评表称“{other.name}”",
                f"{shown(amount)} 万元: {one.name} in the text, {other.name} in the form",
            )


@packet_rule("project-without-form", "warning", "正文或目录所列项目都有表", "every project a text lists has a form")
def project_without_form(packet: Packet) -> Iterator[Said]:
    """One finding for a text, where at least one of its projects has a form here."""
    forms = in_forms(packet)
    for at, record in packet.of("report") if forms else ():
        listed = [one for one in in_reports(packet) if one.record == at] or _contents(packet, at)
        lacking = [one for one in listed if not any(_maybe(one, form) for form in forms)]
        if lacking and len(lacking) < len(listed):
            names = "、".join(one.name for one in lacking[:4]) + ("等" if len(lacking) > 4 else "")
            where = "projects" if record.get("projects") else "mentions"
            yield breaks(
                (f"/records/{at}/{where}",),
                f"所列 {len(listed)} 个项目中 {len(lacking)} 个没有表:{names}",
                f"{len(lacking)} of {len(listed)} projects listed have no form",
            )


@packet_rule(
    "form-not-in-text", "warning", "有表的项目都列在目录或正文中", "every project with a form is listed in the text"
)
def form_not_in_text(packet: Packet) -> Iterator[Said]:
    """Where a text lists most of the projects that have forms."""
    forms = in_forms(packet)
    for at, _ in packet.of("report") if forms else ():
        listed = [one for one in in_reports(packet) if one.record == at] or _contents(packet, at)
        missing = [form for form in forms if not any(_maybe(one, form) for one in listed)]
        if missing and len(missing) * 2 < len(forms):
            for form in missing:
                yield breaks(
                    (f"{form.base}/project_name",),
                    f"“{form.name}”有表,但未列入正文或目录",
                    f"{form.name} has a form but is not listed",
                )


def _contents(packet: Packet, at: int) -> list[Stated]:
    """The projects a contents page names, each once."""
    record = packet.records[at]
    names = dict.fromkeys(m["text"] for m in record.get("mentions") or [] if m.get("label") == "PROJECT")
    listed = {"kind": "report", "year": record.get("year"), "projects": [{"name": name} for name in names]}
    return [Stated(at, f"/records/{at}/mentions", one.mention, one.values) for one in in_reports(Packet((listed,)))]


def _maybe(one: Stated, other: Stated) -> bool:
    """Whether two may be one project: the units are left aside, as texts speak for several."""
    return same_project(ProjectMention(one.name), ProjectMention(other.name)).verdict != "different"
