"""What the canonical keys are called in a workbook, and which of them are numbers."""

from __future__ import annotations

KINDS = {
    "project_evaluation": "项目自评",
    "project_target": "项目目标",
    "department_evaluation": "整体自评",
    "project_list": "自评一览",
    "table": "未识别表格",
    "report": "自评报告",
}

LISTS = {
    "funds": "资金",
    "goals": "目标",
    "indicators": "指标",
    "spending_plan": "用款计划",
    "income": "收入",
    "expenditure": "支出",
    "tasks": "任务",
    "sections": "说明",
    "rows": "项目",
    "cells": "单元格",
    "projects": "项目",
    "mentions": "实体",
}

TEXTS = {
    "title": "标题",
    "year": "年度",
    "reporting_unit": "填报单位",
    "reporting_unit_code": "单位编码",
    "project_name": "项目名称",
    "project_code": "项目编码",
    "supervising_department": "主管部门",
    "implementing_unit": "实施单位",
    "grade": "评价等级",
    "problems": "存在问题及整改措施",
    "preparer": "填报人",
    "contact": "联系人",
    "phone": "联系电话",
    "purpose": "资金用途",
    "date": "日期",
    "source": "资金来源",
    "label": "名称",
    "expected": "预期目标",
    "actual": "实际完成",
    "completion": "完成情况",
    "level": "指标级别",
    "level1": "一级指标",
    "level2": "二级指标",
    "level3": "三级指标",
    "description": "指标解释",
    "target": "指标值",
    "basis": "确定依据",
    "rule": "评分规则",
    "note": "偏差原因及改进措施",
    "by": "截止时间",
    "subject": "科目",
    "name": "名称",
    "project": "对应项目",
    "project_status": "项目状态",
    "heading": "小标题",
    "text": "正文",
    "seq": "序号",
    "department": "部门",
    "department_code": "部门编码",
    "value": "值",
    "start": "起",
    "end": "止",
}

NUMBERS = {
    "budget_initial": "年初预算数(万元)",
    "budget": "预算数(万元)",
    "budget_fiscal": "其中:财政预算(万元)",
    "budget_other": "其他预算(万元)",
    "received": "到位数(万元)",
    "executed": "执行数(万元)",
    "executed_fiscal": "其中:财政执行(万元)",
    "executed_other": "其他执行(万元)",
    "amount": "金额(万元)",
    "rate": "执行率(%)",
    "execution_rate": "预算执行进度(%)",
    "percent": "比例(%)",
    "weight": "分值",
    "level1_weight": "一级指标分值",
    "score": "得分",
    "score_rows": "得分所占行数",
    "total_weight": "总分值",
    "total_score": "总得分",
    "row": "行",
    "column": "列",
    "row_span": "跨行",
    "column_span": "跨列",
    "page": "页",
}

GROUPS = {
    "period": "评价期间",
    "totals": "合计",
    "income_total": "收入合计",
    "expenditure_total": "支出合计",
    "tasks_total": "任务合计",
}

COUNTED = {"projects": "项目数"}
"""A key that is a list elsewhere and a number inside a group."""


def header_of(path: tuple[str, ...]) -> str:
    """The heading of a column: its key's name, after that of the group it stands in."""
    *groups, key = path
    names = {**TEXTS, **NUMBERS, **(COUNTED if groups else {})}
    return "·".join([*(GROUPS[group] for group in groups), names[key]])


def is_number(path: tuple[str, ...]) -> bool:
    """Whether the column holds numbers (and only exceptionally a word in their place)."""
    return path[-1] in NUMBERS or (len(path) > 1 and path[-1] in COUNTED)
