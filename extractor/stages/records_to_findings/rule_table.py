"""The table of rules in RULES.md, from the registry: ``python -m extractor.stages.records_to_findings.rule_table``."""

from __future__ import annotations

from pathlib import Path

from extractor.stages.records_to_findings.registry import GROUPS
from extractor.stages.records_to_findings.rule import Rule

RULES = Path(__file__).with_name("RULES.md")
_HEAD = """# Rules · 规则一览

Generated from `registry.py` by `python -m extractor.stages.records_to_findings.rule_table`.

Rules notice, they never repair: what is printed stays as printed. **error**: two printed facts cannot both be true.
**warning**: unusual. A rule marked *asks* can be broken by a misreading, so its values stay in the review queue until a
person has looked. Thresholds of grades are those of `Bands` and can be set.
"""
_COLUMNS = "| rule | severity | 内容 | what | 容差 | tolerance | asks |\n|---|---|---|---|---|---|---|"


def rule_table() -> str:
    """The whole page."""
    parts = [
        "\n".join([f"## {zh} · {en}\n", _COLUMNS, *(_row(rule) for rule in rules)])
        for (zh, en), rules in GROUPS.items()
    ]
    return "\n\n".join([_HEAD.rstrip(), *parts]) + "\n"


def _row(rule: Rule) -> str:
    cells = (f"`{rule.name}`", rule.severity, *rule.about, *rule.tolerance, "yes" if rule.asks else "")
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    RULES.write_text(rule_table(), encoding="utf-8")
