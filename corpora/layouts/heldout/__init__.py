"""Layouts for measuring only. Whoever works on a reader does not open this folder; see the datasheet on splits.

Where these forms leave a choice, their gold follows the conventions of the datasheet, and further: goals of several
terms printed one under another are goals all; a weight in a column beside a level-1 name is its ``level1_weight``; a
sum under a group of rows or projects is no row; a grade ticked in one of four columns is that grade; a unit named in a
band is the ``department`` of the rows under it; a department's form for the year to come is a
``department_evaluation`` of which nothing is reached; what a form prints beside these (last year's values, balances,
who proves what) is no part of a record.
"""

from __future__ import annotations

from corpora.layouts.form import Form
from corpora.layouts.heldout.departments_money import ByUseDepartment, ListedDepartment, NatureAcrossDepartment
from corpora.layouts.heldout.departments_scored import (
    NextYearDepartment,
    ScoredTasksDepartment,
    WeightedLevelsDepartment,
)
from corpora.layouts.heldout.evaluation_goal_rates import GoalRatesEvaluation
from corpora.layouts.heldout.evaluations_open import BandsEvaluation, NumberedSectionsEvaluation, TwoSheetsEvaluation
from corpora.layouts.heldout.evaluations_scored import LabelsAboveEvaluation, OneSheetEvaluation, SubtotalsEvaluation
from corpora.layouts.heldout.evaluations_wide import BalanceEvaluation, FourAspectsEvaluation
from corpora.layouts.heldout.lists import (
    ReasonsList,
    SourcesList,
    ThreeLinesList,
    TicksList,
    TwoHalvesList,
    UnitBandsList,
)
from corpora.layouts.heldout.targets_terms import LastYearTarget, MoneyYearsTarget, StackedTermsTarget
from corpora.layouts.heldout.targets_written import ApplicationTarget, LinesAboveTarget, ThreeLinesTarget

HELDOUT_FORMS: tuple[type[Form], ...] = (
    BandsEvaluation,
    StackedTermsTarget,
    NatureAcrossDepartment,
    UnitBandsList,
    SubtotalsEvaluation,
    LastYearTarget,
    ByUseDepartment,
    TicksList,
    NumberedSectionsEvaluation,
    MoneyYearsTarget,
    ListedDepartment,
    TwoHalvesList,
    FourAspectsEvaluation,
    LinesAboveTarget,
    WeightedLevelsDepartment,
    SourcesList,
    LabelsAboveEvaluation,
    ApplicationTarget,
    ScoredTasksDepartment,
    ReasonsList,
    BalanceEvaluation,
    ThreeLinesTarget,
    NextYearDepartment,
    ThreeLinesList,
    OneSheetEvaluation,
    GoalRatesEvaluation,
    TwoSheetsEvaluation,
)
