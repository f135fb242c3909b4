"""Cases in, what the confidences are worth out: the curve, the honesty, and what each signal adds.

``python -m models.confidence.report CASES.jsonl … [--train TRAIN.jsonl …] [--picture FILE.png]``
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from extractor.service.bootstrap import desk
from extractor.settings import read_settings
from extractor.stages.findings_to_review.confidence import Judge
from extractor.stages.findings_to_review.field_types import FIELD_TYPES
from models.confidence.cases import Case, read_cases
from models.confidence.fit import cases_to_weights

SHARES = (0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3)
"""Shares of the fields asked about at which the curves are read."""
GROUPS = {
    "characters": ("weakest", "weakest_low", "whole", "rival"),
    "second readings": ("agreeing", "differing"),
    "place": ("uncertain", "very_uncertain"),
    "seals": ("under_seal",),
    "page quality": ("bad_page",),
    "rules": ("held", "held_twice", "broken"),
    "reader's doubts": ("doubted",),
    "type of field": ("figures", "usual", "long", *(f"is_{kind}" for kind in FIELD_TYPES)),
}
"""Signals that are left out together to see what they are worth."""
EDGES = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1.0001)


def calibration_error(said: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error: how far confidences are from shares of right values, over the bins of ``EDGES``."""
    error = 0.0
    for low, high in pairwise(EDGES):
        inside = [(confidence, right) for confidence, right in said if low <= confidence < high]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            error += len(inside) / len(said) * abs(mean - share)
    return error


def silent_at(scored: Sequence[tuple[float, Case]], share: float) -> float:
    """Silent errors per thousand when the least sure ``share`` of the values is asked about (ruled ones first)."""
    ordered = sorted(scored, key=lambda pair: (not pair[1].ruled, pair[0]))
    kept = ordered[round(share * len(ordered)) :]
    return 1000 * sum(not case.right for _, case in kept) / len(ordered)


def by_judge(judge: Judge, cases: Iterable[Case]) -> list[tuple[float, Case]]:
    """Every value read, with its confidence."""
    return [(judge.confidence(case.signals), case) for case in cases if case.signals is not None]


def by_weakest(cases: Iterable[Case]) -> list[tuple[float, Case]]:
    """Every value read, with the recogniser's own confidence of its weakest character; no rule asks."""
    read = [case for case in cases if case.signals is not None]
    return [(case.signals.weakest, Case(**vars(case) | {"ruled": False})) for case in read if case.signals is not None]


def print_levels(judge: Judge, cases: Sequence[Case]) -> None:
    """Per level, with the policy in force: values, wrong ones, silent ones per thousand, share asked about, ECE."""
    print(f"{'level':10s} values  wrong  silent/1000  asked     ECE")
    for level in (*dict.fromkeys(case.level for case in cases), "all"):
        own = [case for case in cases if level in (case.level, "all")]
        asked = [
            case.ruled or (case.signals is not None and judge.confidence(case.signals) < judge.floor(case.signals))
            for case in own
        ]
        silent = sum(not case.right and not ask for case, ask in zip(own, asked, strict=True))
        error = calibration_error([(confidence, case.right) for confidence, case in by_judge(judge, own)])
        wrong = sum(not case.right for case in own)
        share = sum(asked) / len(own)
        print(f"{level:10s} {len(own):6d} {wrong:6d} {1000 * silent / len(own):12.2f} {share:6.2%} {error:7.4f}")


def print_curves(judge: Judge, cases: Sequence[Case]) -> None:
    """Silent errors per thousand against the share asked about, ours and by the recogniser's confidence alone."""
    ours, bare = by_judge(judge, cases), by_weakest(cases)
    print("asked      ours   weakest character alone")
    for share in SHARES:
        print(f"{share:5.1%} {silent_at(ours, share):9.2f} {silent_at(bare, share):9.2f}")


def print_worth(train: Sequence[Case], cases: Sequence[Case]) -> None:
    """What leaving out each group of signals costs: silent errors per thousand at three shares."""
    print("without            at 2 %   5 %   15 %")
    for name, features in {"(nothing)": (), **GROUPS}.items():
        scored = by_judge(Judge("", cases_to_weights(train, features), {}), _without(cases, name))
        print(f"{name:18s}", *(f"{silent_at(scored, share):6.2f}" for share in (0.02, 0.05, 0.15)))


def _without(cases: Sequence[Case], group: str) -> Sequence[Case]:
    """Without the rules, nobody is asked because of one."""
    return [Case(**vars(case) | {"ruled": False}) for case in cases] if group == "rules" else cases


def draw(judge: Judge, cases: Sequence[Case], path: Path) -> None:
    """The reliability diagram of every type of field, as a picture."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(2, 4, figsize=(14, 7), sharex=True, sharey=True)
    for axis, kind in zip(axes.flat, FIELD_TYPES, strict=False):
        scored = [(p, case.right) for p, case in by_judge(judge, cases) if case.signals and case.signals.type == kind]
        points = [
            (sum(p for p, _ in inside) / len(inside), sum(right for _, right in inside) / len(inside), len(inside))
            for low, high in pairwise(EDGES)
            if (inside := [(p, right) for p, right in scored if low <= p < high])
        ]
        axis.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        axis.plot([x for x, _, _ in points], [y for _, y, _ in points], marker="o")
        for x, y, count in points:
            axis.annotate(str(count), (x, y), fontsize=7, textcoords="offset points", xytext=(4, -9))
        axis.set_title(f"{kind}: {len(scored)} values, ECE {calibration_error(scored):.4f}", fontsize=9)
    figure.supxlabel("confidence")
    figure.supylabel("share of right values")
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def main() -> None:
    """Reads the command line and prints."""
    parser = argparse.ArgumentParser(prog="models.confidence.report", description="What the confidences are worth.")
    parser.add_argument("cases", type=Path, nargs="+", help="cases to measure on")
    parser.add_argument("--train", type=Path, nargs="*", default=[], help="cases to fit on, to leave signals out")
    parser.add_argument("--picture", type=Path, help="write the reliability diagram here (PNG or SVG)")
    options = parser.parse_args()
    judge, cases = desk(read_settings()).judge, read_cases(options.cases)
    print(f"model {judge.version}; floors " + ", ".join(f"{kind} {floor:g}" for kind, floor in judge.floors.items()))
    print_levels(judge, cases)
    print_curves(judge, cases)
    if options.train:
        print_worth(read_cases(options.train), cases)
    if options.picture:
        draw(judge, cases, options.picture)


if __name__ == "__main__":
    main()
