"""Layouts: how forms are printed, each with the split it belongs to."""

from __future__ import annotations

from corpora.layouts.declaration import Declaration, ThreePartDeclaration, WideDeclaration
from corpora.layouts.department import WholeDepartment
from corpora.layouts.department_annexed import LevelBandsDepartment, LineNumbersDepartment
from corpora.layouts.department_by_goals import GoalBlocksDepartment, YearsDepartment
from corpora.layouts.department_by_money import ByUseDepartment, ListedDepartment, NatureAcrossDepartment
from corpora.layouts.department_by_nature import NatureDepartment
from corpora.layouts.department_by_points import (
    NextYearDepartment,
    ScoredTasksDepartment,
    WeightedLevelsDepartment,
)
from corpora.layouts.department_by_rules import FormulaDepartment, StaffDepartment
from corpora.layouts.department_counties import BaseDataDepartment, TasksOpinionsDepartment
from corpora.layouts.department_duties import MandateDepartment, ScoredDutiesDepartment
from corpora.layouts.department_goals import DepartmentGoals, DepartmentShort, DepartmentWithRules
from corpora.layouts.department_plain import OneLineDepartment, ScorecardDepartment, TaskMoneyDepartment
from corpora.layouts.department_stacked import NestedMoneyDepartment, StackedDepartment
from corpora.layouts.department_three_years import ThreeYearsDepartment
from corpora.layouts.department_verdict_first import VerdictFirstDepartment
from corpora.layouts.filled_templates import CostTemplateTarget, FullTemplateEvaluation
from corpora.layouts.form import Form
from corpora.layouts.framed import (
    DottedEvaluation,
    DottedList,
    MoneyLastDepartment,
    MoneyLastEvaluation,
    OpenDepartment,
    UnruledList,
    UnruledTarget,
    UprightEvaluation,
)
from corpora.layouts.heldout import HELDOUT_FORMS
from corpora.layouts.listing import ExecutionList, LandscapeList, MoneyFirstList, OtherWordsList, PlainList
from corpora.layouts.listing_accounts import ExportRowsList, FinalAccountsList, TwoLinesList, WrittenPointsList
from corpora.layouts.listing_annexed import AspectsList, KindsList, RecheckedList, RegisterList
from corpora.layouts.listing_columns import CodesList, InitialBudgetList, OneUnitList, ReviewedList
from corpora.layouts.listing_nested import MergedUnitsList, NarrowedList, TotalledList
from corpora.layouts.listing_results import CategoryList, OneCellResultList, ScorePartsList, YuanSumList
from corpora.layouts.listing_told import (
    ReasonsList,
    SourcesList,
    ThreeLinesList,
    TicksList,
    TwoHalvesList,
    UnitBandsList,
)
from corpora.layouts.money_grid import MoneyGrid, OtherWordsGrid, WordyMoneyGrid
from corpora.layouts.national import National, NationalPlainColumns, NationalYuan
from corpora.layouts.provinces import CentralTransfer, ThreePartTarget, TwoStoreyHead, WeightFirst, WideEvaluation
from corpora.layouts.region_transfer import RegionTarget, RegionTransferEvaluation
from corpora.layouts.sectioned import CoefficientEvaluation, NestedHeadsEvaluation
from corpora.layouts.sectioned_annexed import AdjustedTargetsEvaluation, SideMergedEvaluation, ThreeWeightsEvaluation
from corpora.layouts.sectioned_brief import FlatStagesEvaluation, OneLineEvaluation, PairedMoneyEvaluation
from corpora.layouts.sectioned_bureau import NotApplicableEvaluation, TopScoreEvaluation, TwoLevelsEvaluation
from corpora.layouts.sectioned_disclosed import DisclosedYuanEvaluation, MergedPointsEvaluation
from corpora.layouts.sectioned_exports import ReasonTicksEvaluation, SystemExportEvaluation
from corpora.layouts.sectioned_goal_rates import GoalRatesEvaluation
from corpora.layouts.sectioned_listed_proofs import ListedProofsEvaluation
from corpora.layouts.sectioned_local import MoneyBesideGoalsEvaluation, NoTargetsEvaluation, VillageProjectEvaluation
from corpora.layouts.sectioned_monitored import MonitoredEvaluation
from corpora.layouts.sectioned_more_columns import BalanceEvaluation, FourAspectsEvaluation
from corpora.layouts.sectioned_national import CostFirstEvaluation, ExecutionRowEvaluation
from corpora.layouts.sectioned_office import GroupTablesEvaluation, SchoolEvaluation, StreetEvaluation
from corpora.layouts.sectioned_open import OpenSidesEvaluation
from corpora.layouts.sectioned_printout import ExportEvaluation
from corpora.layouts.sectioned_scored import LabelsAboveEvaluation, OneSheetEvaluation, SubtotalsEvaluation
from corpora.layouts.sectioned_tiers import FundingTiersEvaluation, VerdictBoxesEvaluation
from corpora.layouts.sectioned_unboxed import BandsEvaluation, NumberedSectionsEvaluation, TwoSheetsEvaluation
from corpora.layouts.sectioned_upright import TotalOnTopEvaluation, UprightSectionsEvaluation
from corpora.layouts.sectioned_wide import ReviewedEvaluation, SourcesAcrossEvaluation
from corpora.layouts.target import CodedTarget, GoalRowsTarget, QuarterTarget
from corpora.layouts.target_application import CalendarTarget, OperatorTarget
from corpora.layouts.target_card import UnitCardTarget
from corpora.layouts.target_counted import BudgetBookTarget, TwoTermTarget
from corpora.layouts.target_exported import HalfYearTarget, HistoryTarget, ItemisedTarget, SourcesAcrossTarget
from corpora.layouts.target_offices import LongTermTarget, MoneyPlanTarget, ReplyTarget, TrackedTarget
from corpora.layouts.target_other_years import TwoSidedTarget, TwoYearsBeforeTarget
from corpora.layouts.target_quarter_plan import QuarterPlanTarget
from corpora.layouts.target_terms import LastYearTarget, MoneyYearsTarget, StackedTermsTarget
from corpora.layouts.target_written import ApplicationTarget, LinesAboveTarget, ThreeLinesTarget
from corpora.layouts.three_column import DescribedThreeColumn, GradedThreeColumn, ThreeColumn

ALL_FORMS: tuple[type[Form], ...] = (
    ThreeColumn,
    DescribedThreeColumn,
    GradedThreeColumn,
    National,
    NationalYuan,
    NationalPlainColumns,
    CentralTransfer,
    ThreePartTarget,
    WeightFirst,
    WideEvaluation,
    CodedTarget,
    GoalRowsTarget,
    Declaration,
    ThreePartDeclaration,
    WideDeclaration,
    WholeDepartment,
    DepartmentGoals,
    DepartmentShort,
    DepartmentWithRules,
    PlainList,
    LandscapeList,
    MoneyFirstList,
    ExecutionList,
    TwoStoreyHead,
    MoneyGrid,
    WordyMoneyGrid,
    QuarterTarget,
    OtherWordsGrid,
    OtherWordsList,
    CoefficientEvaluation,
    OperatorTarget,
    StackedDepartment,
    TotalledList,
    NestedHeadsEvaluation,
    CalendarTarget,
    NestedMoneyDepartment,
    MergedUnitsList,
    ReviewedEvaluation,
    NarrowedList,
    SourcesAcrossEvaluation,
    DottedEvaluation,
    MoneyLastEvaluation,
    UprightEvaluation,
    UnruledTarget,
    OpenDepartment,
    MoneyLastDepartment,
    UnruledList,
    DottedList,
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
    DisclosedYuanEvaluation,
    TwoSidedTarget,
    ThreeYearsDepartment,
    ScorePartsList,
    MergedPointsEvaluation,
    VerdictBoxesEvaluation,
    TwoYearsBeforeTarget,
    MandateDepartment,
    YuanSumList,
    FullTemplateEvaluation,
    SystemExportEvaluation,
    CostTemplateTarget,
    VerdictFirstDepartment,
    OneCellResultList,
    ReasonTicksEvaluation,
    FundingTiersEvaluation,
    UnitCardTarget,
    ScoredDutiesDepartment,
    CategoryList,
    ListedProofsEvaluation,
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
    TotalOnTopEvaluation,
    HalfYearTarget,
    LineNumbersDepartment,
    FinalAccountsList,
    AdjustedTargetsEvaluation,
    ThreeWeightsEvaluation,
    HistoryTarget,
    LevelBandsDepartment,
    ExportRowsList,
    SideMergedEvaluation,
    NoTargetsEvaluation,
    ItemisedTarget,
    BaseDataDepartment,
    WrittenPointsList,
    VillageProjectEvaluation,
    MoneyBesideGoalsEvaluation,
    SourcesAcrossTarget,
    TasksOpinionsDepartment,
    TwoLinesList,
    UprightSectionsEvaluation,
    *HELDOUT_FORMS,
)


def forms_of(split: str) -> list[type[Form]]:
    """Return the layouts of a split, in a fixed order."""
    return [form for form in ALL_FORMS if form.split == split]
