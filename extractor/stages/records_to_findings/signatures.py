"""Rules over who signs: the seal's and the signing unit against the reporting unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.record.identity.unit import UnitMention, same_unit
from extractor.record.identity.unit_name import read_unit_name
from extractor.record.values.comparable import edit_distance
from extractor.stages.records_to_findings.rule import Packet, Said, breaks, packet_rule

_NAMED = 4
"""Characters from which the text of a seal names a unit."""
_MISREAD = 2
"""Characters of a seal's rim that may be lost or misread: names no further apart are not told from one another."""
_OWN = re.compile(r"本.{0,2}$")
_RIM = ("印章文字差两字以内不计", "up to two characters of the rim are left aside")


@packet_rule("signing-unit", "warning", "落款单位与填报单位一致", "a report is signed by its own unit")
def signing_unit(packet: Packet) -> Iterator[Said]:
    """The unit named last, right before the date at the end."""
    for at, report in packet.of("report"):
        last = (report.get("mentions") or [])[-2:]
        unit = report.get("reporting_unit")
        if unit and [mention["label"] for mention in last] == ["ORG", "DATE"] and _differ(unit, last[0]["text"]):
            yield breaks(
                (f"/records/{at}/reporting_unit",),
                f"填报单位“{unit}”,落款单位“{last[0]['text']}”",
                f"written for {unit}, signed by {last[0]['text']}",
            )


@packet_rule("seal-vs-unit", "warning", "印章单位与填报单位一致", "a form carries its own unit's seal", _RIM)
def seal_vs_unit(packet: Packet) -> Iterator[Said]:
    """Where every legible seal on its pages names another unit."""
    for at, record in enumerate(packet.records):
        unit = record.get("reporting_unit")
        seals = [
            text for page in record.get("pages") or [] for text in packet.seals.get(page, ()) if len(text) >= _NAMED
        ]
        others = {record.get(key) for key in ("implementing_unit", "supervising_department")} - {None}
        if unit and seals and all(_sealed_by_another(name, seal) for seal in seals for name in (unit, *others)):
            yield breaks(
                (f"/records/{at}/reporting_unit",),
                f"填报单位“{unit}”,印章为“{seals[0]}”",
                f"the unit is {unit}, the seal says {seals[0]}",
            )


def _sealed_by_another(unit: str, seal: str) -> bool:
    """Whether a seal's text, which bends around a star and is easily misread, is certainly another unit's."""
    apart = edit_distance(_OWN.sub("", unit), _OWN.sub("", seal), _MISREAD + 1)
    return apart > _MISREAD and _differ(unit, seal)


def _differ(unit: str, other: str) -> bool:
    """Whether two names are certainly two units; a bare name is understood in the other's place."""
    home = read_unit_name(unit).places or read_unit_name(other).places
    return same_unit(UnitMention(unit, home=home), UnitMention(other, home=home)).verdict == "different"
