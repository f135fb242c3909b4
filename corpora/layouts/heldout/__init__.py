"""Layouts for measuring only. Whoever works on a reader does not open this folder; see the datasheet on splits."""

from __future__ import annotations

from corpora.layouts.form import Form
from corpora.layouts.heldout.departments import (
    NatureDepartment,
    OneLineDepartment,
    ScorecardDepartment,
    TaskMoneyDepartment,
)
from corpora.layouts.heldout.evaluations import (
    CostFirstEvaluation,
    ExecutionRowEvaluation,
    FlatStagesEvaluation,
    OneLineEvaluation,
)
from corpora.layouts.heldout.lists import CodesList, InitialBudgetList, OneUnitList, ReviewedList
from corpora.layouts.heldout.provincial import OpenSidesEvaluation, PairedMoneyEvaluation, RegionTransferEvaluation
from corpora.layouts.heldout.targets import BudgetBookTarget, QuarterPlanTarget, RegionTarget, TwoTermTarget

HELDOUT_FORMS: tuple[type[Form], ...] = (
    CostFirstEvaluation,
    RegionTarget,
    NatureDepartment,
    InitialBudgetList,
    OneLineEvaluation,
    TwoTermTarget,
    ScorecardDepartment,
    ReviewedList,
    FlatStagesEvaluation,
    BudgetBookTarget,
    TaskMoneyDepartment,
    CodesList,
    ExecutionRowEvaluation,
    QuarterPlanTarget,
    OneLineDepartment,
    OneUnitList,
    RegionTransferEvaluation,
    PairedMoneyEvaluation,
    OpenSidesEvaluation,
)
