"""Every rule, in the order their findings are listed."""

from __future__ import annotations

from extractor.stages.records_to_findings import (
    blanks,
    counterparts,
    departments,
    goals,
    lists,
    money,
    reports,
    scores,
    signatures,
    targets,
)
from extractor.stages.records_to_findings.grades import NATIONAL, Bands, grade_vs_score
from extractor.stages.records_to_findings.rule import Rule

GROUPS: dict[tuple[str, str], tuple[Rule, ...]] = {
    ("资金", "money"): (
        money.funds_sum,
        money.executed_over_budget,
        money.executed_over_received,
        money.received_over_budget,
        money.execution_rate,
        money.execution_indicator,
        departments.income_total,
        departments.expenditure_total,
        departments.tasks_total,
        departments.income_expenditure,
        departments.task_parts,
        departments.stated_rate,
        money.spending_plan,
        money.unit_mixup,
    ),
    ("得分", "scores"): (
        scores.score_not_numeric,
        scores.score_over_weight,
        scores.score_sum,
        scores.weight_sum,
        scores.level1_weight_rows,
        scores.level1_weights_sum,
        scores.rate_score,
        scores.score_vs_rule,
        grade_vs_score(),
    ),
    ("合理性", "plausibility"): (
        targets.full_score_below_target,
        targets.target_missed,
        targets.target_unit,
        targets.target_actual_unit,
        targets.target_is_description,
        targets.placeholder_name,
        targets.indicator_class,
        targets.indicator_amount,
        goals.completion_vs_execution,
        goals.text_vs_executed,
        goals.goal_not_text,
        goals.goal_copied,
        goals.goal_vs_indicator,
        goals.completed_vs_shortfall,
        blanks.blank_cell,
        blanks.problems_blank,
        blanks.zero_budget,
        blanks.year_vs_dates,
        blanks.period_order,
    ),
    ("一致性", "agreement"): (
        reports.amount_text_vs_form,
        reports.amount_text_vs_text,
        reports.score_text_vs_form,
        reports.report_total,
        reports.project_name,
        reports.project_without_form,
        reports.form_not_in_text,
        lists.list_total,
        lists.grade_counts,
        lists.excellent_rate,
        lists.list_vs_form,
        lists.projects_counted,
        counterparts.plan_vs_result,
        counterparts.repeated_form,
        counterparts.indicator_unit,
        counterparts.blank_column,
        counterparts.same_money,
        signatures.signing_unit,
        signatures.seal_vs_unit,
    ),
}
"""Groups by their Chinese and English names."""


def rules(bands: Bands = NATIONAL) -> tuple[Rule, ...]:
    """All rules, grades by these bands."""
    listed = (rule for group in GROUPS.values() for rule in group)
    return tuple(grade_vs_score(bands) if rule.name == "grade-vs-score" else rule for rule in listed)
