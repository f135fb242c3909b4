"""The record kinds: what one form, list, table or report says, as pydantic models. Validated canonical JSON in and out.

Every model refuses unknown keys and values out of canonical form, so a record that stands here is canonical. Absent
keys read as null or as an empty list. Amounts are 万元, percentages without their sign, all as decimal strings.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, StringConstraints, model_serializer
from pydantic import Field as Described

_DECIMAL = r"^(0|-?[1-9]\d*|-?(0|[1-9]\d*)\.\d*[1-9])$"
Text: TypeAlias = Annotated[str, StringConstraints(min_length=1)]
Number: TypeAlias = Annotated[str, StringConstraints(pattern=_DECIMAL), Described(examples=["11.9"])]
Amount: TypeAlias = Annotated[
    str, StringConstraints(pattern=_DECIMAL), Described(description="万元", examples=["8500"])
]
Percent: TypeAlias = Annotated[str, StringConstraints(pattern=_DECIMAL), Described(examples=["91.12"])]
Score: TypeAlias = Annotated[Text, Described(description="A decimal string, or the word printed instead, such as 优")]
IsoDate: TypeAlias = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Pages: TypeAlias = Annotated[list[int], Described(description="1-based, first to last")]
Source: TypeAlias = Annotated[
    Literal["total", "fiscal", "carryover", "other"],
    Described(description="年度资金总额/预算数 · 财政资金/财政拨款 · 上年结转资金 · 其他资金"),
]


class Model(BaseModel):
    """A part of a record: frozen, strict, without unknown keys. Null keys in ``omitted_when_null`` leave the JSON."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    omitted_when_null: ClassVar[frozenset[str]] = frozenset()

    @model_serializer(mode="wrap")
    def _serialise(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        plain: dict[str, Any] = handler(self)
        return {key: value for key, value in plain.items() if value is not None or key not in self.omitted_when_null}


class EvaluationFund(Model):
    """One money row of an evaluation form."""

    source: Source
    label: Text | None = Described(None, description="The row's printed name")
    budget_initial: Amount | None = Described(None, description="年初预算数")
    budget: Amount | None = Described(None, description="预算数(调整后), 全年预算数")
    received: Amount | None = Described(None, description="到位数")
    executed: Amount | None = Described(None, description="执行数, 全年执行数")
    weight: Number | None = Described(None, description="分值")
    rate: Percent | None = Described(None, description="执行率")
    score: Score | None = Described(None, description="得分")


class EvaluationGoal(Model):
    """One printed row of expected and reached goals."""

    expected: Text | None = None
    actual: Text | None = None
    completion: Text | None = Described(None, description="总体完成率: a percentage, or its text where not a number")


class EvaluationIndicator(Model):
    """One row of a project's indicator table; names of merged cells are repeated."""

    level1: Text | None = None
    level1_weight: Number | None = Described(None, description="The points printed in brackets behind level 1")
    level2: Text | None = None
    level3: Text | None = None
    description: Text | None = Described(None, description="绩效指标描述, 指标解释")
    target: Text | None = None
    actual: Text | None = None
    weight: Number | None = Described(None, description="分值")
    score: Score | None = Described(None, description="自评得分")
    score_rows: int = Described(1, ge=0, description="How many rows the score's cell covers; 0 below its first row")
    note: Text | None = Described(None, description="偏差原因分析及改进措施")


class ProjectEvaluation(Model):
    """项目(支出)绩效自评表."""

    kind: Literal["project_evaluation"] = "project_evaluation"
    pages: Pages
    title: Text | None = None
    year: int | None = None
    reporting_unit: Text | None = None
    project_name: Text | None = None
    project_code: Text | None = None
    supervising_department: Text | None = Described(None, description="主管部门")
    implementing_unit: Text | None = Described(None, description="实施单位")
    funds: list[EvaluationFund] = []
    execution_rate: Percent | None = Described(None, description="The 预算执行进度 cell")
    goals: list[EvaluationGoal] = []
    indicators: list[EvaluationIndicator] = []
    total_weight: Number | None = None
    total_score: Number | None = None
    grade: Text | None = None
    problems: Text | None = Described(None, description="存在问题、原因及下一步整改措施")
    preparer: Text | None = None
    phone: Text | None = None


class TargetFund(Model):
    """One money cell of a target form."""

    source: Source
    label: Text | None = None
    budget: Amount | None = None


class SpendingStep(Model):
    """How much of the money is to be spent by when."""

    by: Text | None = None
    percent: Percent | None = None


class TargetGoal(Model):
    """One goal, without its counter."""

    expected: Text | None = None


class TargetIndicator(Model):
    """One row of a target form's indicator table."""

    level1: Text | None = None
    level1_weight: Number | None = None
    level2: Text | None = None
    level3: Text | None = None
    description: Text | None = None
    target: Text | None = None
    basis: Text | None = Described(None, description="指标值确定依据")


class ProjectTarget(Model):
    """项目绩效目标表, 项目支出绩效目标申报表."""

    kind: Literal["project_target"] = "project_target"
    pages: Pages
    title: Text | None = None
    year: int | None = None
    reporting_unit: Text | None = None
    reporting_unit_code: Text | None = None
    project_name: Text | None = None
    project_code: Text | None = None
    funds: list[TargetFund] = []
    purpose: Text | None = Described(None, description="资金用途")
    spending_plan: list[SpendingStep] = []
    goals: list[TargetGoal] = []
    indicators: list[TargetIndicator] = []


class Period(Model):
    """First and last day covered."""

    start: IsoDate | None = None
    end: IsoDate | None = None


class Flow(Model):
    """Planned and real money."""

    budget: Amount | None = None
    executed: Amount | None = None


class SubjectFlow(Model):
    """A subject's planned and real money."""

    subject: Text | None = None
    budget: Amount | None = None
    executed: Amount | None = None


class Task(Model):
    """One of the department's main tasks of the year and the project paying for it."""

    name: Text | None = None
    completion: Text | None = None
    project: Text | None = None
    project_status: Text | None = None
    budget: Amount | None = None
    budget_fiscal: Amount | None = None
    budget_other: Amount | None = None
    executed: Amount | None = None
    executed_fiscal: Amount | None = None
    executed_other: Amount | None = None


class TasksTotal(Model):
    """The last line of the task table."""

    omitted_when_null = frozenset({"budget_other", "executed_other"})

    budget: Amount | None = None
    budget_fiscal: Amount | None = None
    budget_other: Amount | None = None
    executed: Amount | None = None
    executed_fiscal: Amount | None = None
    executed_other: Amount | None = None


class DepartmentIndicator(Model):
    """One row of a department's indicator table."""

    level1: Text | None = None
    level1_weight: Number | None = None
    level2: Text | None = None
    level3: Text | None = None
    target: Text | None = None
    actual: Text | None = None
    weight: Number | None = None
    description: Text | None = Described(None, description="指标解释")
    rule: Text | None = Described(None, description="评分规则")
    score: Score | None = None
    score_rows: int = Described(1, ge=0)


class Section(Model):
    """A headed paragraph of a department's form."""

    heading: Text | None = None
    text: Text | None = None


class DepartmentEvaluation(Model):
    """部门(单位)整体绩效自评表."""

    omitted_when_null = frozenset({"funds", "goals"})

    kind: Literal["department_evaluation"] = "department_evaluation"
    pages: Pages
    title: Text | None = None
    year: int | None = None
    reporting_unit: Text | None = None
    contact: Text | None = None
    phone: Text | None = None
    period: Period | None = None
    funds: list[EvaluationFund] | None = Described(
        None, description="Only where the form prints a project's money block"
    )
    goals: list[EvaluationGoal] | None = Described(None, description="Only where the form prints a project's goals")
    income: list[SubjectFlow] = []
    expenditure: list[SubjectFlow] = []
    income_total: Flow | None = None
    expenditure_total: Flow | None = None
    tasks: list[Task] = []
    tasks_total: TasksTotal | None = None
    indicators: list[DepartmentIndicator] = []
    total_weight: Number | None = None
    total_score: Number | None = None
    grade: Text | None = None
    sections: list[Section] = []


class ListRow(Model):
    """One project of a list."""

    seq: Text | None = None
    department_code: Text | None = None
    department: Text | None = None
    project_name: Text | None = None
    budget: Amount | None = None
    score: Score | None = None
    grade: Text | None = None


class ProjectList(Model):
    """项目自评结果一览."""

    kind: Literal["project_list"] = "project_list"
    pages: Pages
    title: Text | None = None
    year: int | None = None
    reporting_unit: Text | None = None
    rows: list[ListRow] = []


class TableCell(Model):
    """A cell of a table that no reader knows."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: Text | None = None


class UnknownTable(Model):
    """A table that no reader knows, kept whole."""

    kind: Literal["table"] = "table"
    pages: Pages
    title: Text | None = None
    year: int | None = None
    reporting_unit: Text | None = None
    cells: list[TableCell] = []
