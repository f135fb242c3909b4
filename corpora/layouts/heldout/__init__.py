"""Layouts for measuring only. Whoever works on a reader does not open this folder; see the datasheet on splits.

Half are the national forms as offices typed them anew, half are designs of provinces. Where they leave a choice, their
gold follows the conventions of the datasheet, and further: money that a superior gives and money added beside it are
fiscal both; adjustments, rates of arrival, shares of completion, directions, sources of data and weights of targets are
no part of a record; level names that stand in rows of their own hold for the rows under them; a sum under a unit's
projects is no row.
"""

from __future__ import annotations

from corpora.layouts.form import Form
from corpora.layouts.heldout.departments import StaffDepartment, StandardsDepartment, TasksDepartment, WordDepartment
from corpora.layouts.heldout.evaluation_evidence import EvidenceEvaluation
from corpora.layouts.heldout.evaluation_township import TownshipEvaluation
from corpora.layouts.heldout.evaluations_provinces import (
    DirectionEvaluation,
    PartsEvaluation,
    PaymentEvaluation,
)
from corpora.layouts.heldout.evaluations_retyped import (
    ExcelEvaluation,
    FundEvaluation,
    WordEvaluation,
)
from corpora.layouts.heldout.lists import AchievedList, AnnexList, RecheckList, UnitSumsList
from corpora.layouts.heldout.targets import CardTarget, PeriodTarget, StaircaseTarget, WordTarget

HELDOUT_FORMS: tuple[type[Form], ...] = (
    WordEvaluation,
    WordTarget,
    WordDepartment,
    AnnexList,
    ExcelEvaluation,
    PartsEvaluation,
    StaircaseTarget,
    StandardsDepartment,
    RecheckList,
    FundEvaluation,
    PaymentEvaluation,
    CardTarget,
    StaffDepartment,
    UnitSumsList,
    TownshipEvaluation,
    DirectionEvaluation,
    PeriodTarget,
    TasksDepartment,
    AchievedList,
    EvidenceEvaluation,
)
