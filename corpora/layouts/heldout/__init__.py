"""Layouts for measuring only. Whoever works on a reader does not open this folder; see the datasheet on splits.

Where these forms leave a choice, their gold follows the conventions of the datasheet, and further: a sum over or under
a group of projects is no row, though it has a numeral; a grade ticked in a line of boxes is that grade; pairs of label
and figure in one cell are a line of money; an empty template of another term is nothing; special accounts count as
other money; what a form prints beside these (points by aspect, reviews, staff, formulas, ticks for causes)
is no part of a record.
"""

from __future__ import annotations

from corpora.layouts.form import Form
from corpora.layouts.heldout.departments_goals import GoalBlocksDepartment, YearsDepartment
from corpora.layouts.heldout.departments_scores import FormulaDepartment, StaffDepartment
from corpora.layouts.heldout.evaluation_export import ExportEvaluation
from corpora.layouts.heldout.evaluation_monitored import MonitoredEvaluation
from corpora.layouts.heldout.evaluations_bureau import NotApplicableEvaluation, TopScoreEvaluation, TwoLevelsEvaluation
from corpora.layouts.heldout.evaluations_office import GroupTablesEvaluation, SchoolEvaluation, StreetEvaluation
from corpora.layouts.heldout.lists import AspectsList, KindsList, RecheckedList, RegisterList
from corpora.layouts.heldout.targets import LongTermTarget, MoneyPlanTarget, ReplyTarget, TrackedTarget

HELDOUT_FORMS: tuple[type[Form], ...] = (
    TopScoreEvaluation,
    LongTermTarget,
    YearsDepartment,
    AspectsList,
    TwoLevelsEvaluation,
    SchoolEvaluation,
    ReplyTarget,
    GoalBlocksDepartment,
    KindsList,
    NotApplicableEvaluation,
    StreetEvaluation,
    TrackedTarget,
    FormulaDepartment,
    RecheckedList,
    GroupTablesEvaluation,
    MonitoredEvaluation,
    MoneyPlanTarget,
    StaffDepartment,
    RegisterList,
    ExportEvaluation,
)
