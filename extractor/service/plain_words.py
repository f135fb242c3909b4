"""What codes, names and places mean to a clerk: in Chinese and in English. Data, and the functions that look it up."""

from __future__ import annotations

from functools import cache
from typing import Literal, TypeAlias

from extractor.errors import ExtractorError
from extractor.export.workbook.headers import GROUPS, KINDS, LISTS, NUMBERS, TEXTS
from extractor.record import pointer
from extractor.service.told_in_chinese import in_chinese
from extractor.stages.findings_to_review.field_types import FieldType
from extractor.stages.records_to_findings.registry import rules

Words: TypeAlias = tuple[str, str]
"""The same said in Chinese and in English."""

KIND_NAMES: dict[str, Words] = {
    "project_evaluation": ("项目绩效自评表", "Project evaluation"),
    "project_target": ("项目绩效目标表", "Project targets"),
    "department_evaluation": ("部门整体绩效自评表", "Department evaluation"),
    "project_list": ("项目自评结果一览", "List of projects"),
    "table": ("未识别的表格", "Unknown table"),
    "report": ("自评报告", "Report"),
}
SOURCES: dict[str, Words] = {
    "other": ("其他资金", "Other"),
    "fiscal": ("财政拨款", "Fiscal"),
    "carryover": ("上年结转", "Carried over"),
    "total": ("年度资金总额", "Total"),
}
FIELD_STATES: dict[str, Words] = {
    "sure": ("可信", "sure"),
    "waiting": ("待复核", "awaits review"),
    "accepted": ("已确认", "accepted"),
    "corrected": ("已更正", "corrected"),
    "printed-so": ("原件如此", "printed so"),
    "unreadable": ("无法辨认", "unreadable"),
    "undone": ("已撤销", "taken back"),
}
FINDING_STATES: dict[str, Words] = {
    "open": ("待处理", "open"),
    "printed-so": ("原件如此", "printed so"),
    "misread": ("识读有误", "misread"),
}
DOCUMENT_STATES: dict[str, Words] = {
    "reading": ("识读中", "being read"),
    "review": ("待复核", "awaits review"),
    "done": ("完成", "done"),
    "failed": ("失败", "failed"),
}
FIELD_TYPE_NAMES: dict[FieldType, Words] = {
    "money": ("金额", "Money"),
    "score": ("得分与权重", "Scores and weights"),
    "code": ("编码、年度、电话", "Codes, years, telephones"),
    "name": ("名称与人名", "Names"),
    "level": ("指标级别", "Levels"),
    "value": ("指标值与完成值", "Targets and results"),
    "text": ("文字", "Text"),
}
SEVERITIES: dict[str, Words] = {"error": ("矛盾", "contradiction"), "warning": ("异常", "unusual")}
_REASONS: dict[str, Words] = {
    "low-ocr-confidence": ("字迹不清，识读把握不大", "The print is hard to read"),
    "reviewers-differ": ("两位复核员的意见不同", "Two reviewers differ"),
    "readings-differ": ("两次识读的结果不一致", "Two readings of it differ"),
    "under-seal": ("文字被印章盖住", "It stands under a seal"),
    "near-known-name": ("与一个已确认的名称只差一个形近字", "One look-alike glyph parts it from a confirmed name"),
    "uncertain-place": ("不确定它属于哪一栏", "It is not certain which place it belongs to"),
    "column-guessed": ("所在列是推断的", "Its column was inferred"),
    "adjusted-blank": ("调整值空白，取年初值", "The adjusted value is blank; the first one was taken"),
    "column-by-place": ("所在列按位置推断", "Its column was told by its place only"),
    "column-by-content": ("所在列按内容推断", "Its column was told by its content only"),
    "row-guessed": ("所在行是推断的", "Its row was inferred"),
    "row-incomplete": ("这一行缺少内容", "Its row lacks something"),
    "row-missing": ("可能漏了一行", "A row may be missing"),
    "odd-value": ("写法不像指标值，可能漏了一笔", "No value is written so; a mark may be lost"),
    "stray-mark": ("可能是印章、框线或编号的残迹", "It may be a bit of a seal, a wall or a number"),
    "score-missing": ("只有这一行没有得分", "Only this row has no score"),
    "goal-missing": ("可能把两条目标连成了一条", "Two goals may have been taken for one"),
    "label-guessed": ("栏目名称看不清，按形近判断", "Its label was hard to read"),
    "label-run-together": ("栏目名称与内容连在一起", "Label and value ran together"),
    "label-and-value-in-one-cell": ("栏目名称与内容在同一格", "Label and value share a cell"),
    "title-run-together": ("标题与别的文字连在一起", "The title ran together with other text"),
    "cells-run-together": ("相邻单元格的文字连在一起", "Neighbouring cells ran together"),
    "cells-joined": ("由几个单元格拼成", "Joined from several cells"),
    "unread-ink": ("有笔迹没有读出来", "There is ink that was not read"),
    "unread-ink-in-blank-row": ("空行里有笔迹没有读出来", "There is unread ink in a blank row"),
    "unreadable-value": ("这个值读不出来", "The value could not be read"),
    "no-words": ("格内没有读到文字", "No words were read in the cell"),
    "no-figure": ("应有数字而没有读到", "A figure was expected here"),
    "table-unseen": ("表格线没有全部看到", "Not all lines of the table were seen"),
    "row-wall-unseen": ("行线没有看到", "A line between rows was not seen"),
    "text-below-the-table": ("表下没有标题的文字", "Text without a title under the table"),
    "unknown-table": ("未识别的表格，请整体核对", "A table no reader knows; look at all of it"),
    "unsure-form": ("不确定这是哪一种表", "It is not certain which form this is"),
    "unit-under-seal": ("单位名称可能在印章下面", "The unit's name may be under the seal"),
    "odd-score": ("分数不合常理", "An odd score"),
    "odd-year": ("年度不合常理", "An odd year"),
    "odd-code": ("编码不合常理", "An odd code"),
    "odd-phone": ("电话号码不合常理", "An odd telephone number"),
    "odd-person": ("姓名不合常理", "An odd name"),
    "odd-grade": ("等级不合常理", "An odd grade"),
    "odd-point": ("小数点位置可疑", "The decimal point is doubtful"),
    "lost-point": ("可能漏读小数点", "A decimal point may be lost"),
    "swallowed-comparator": ("可能漏读比较符号（≥、≤）", "A comparator may be lost"),
    "bare-comparator": ("只有比较符号，没有数值", "A comparator without a value"),
    "out-of-row": ("位置与同行不齐", "It stands out of its row"),
    "out-of-column": ("位置与同列不齐", "It stands out of its column"),
    "out-of-order": ("顺序不合", "It stands out of order"),
    "list-total-differs": ("合计与各行之和不一致", "The total differs from the sum of the rows"),
    "loosely-linked": ("与项目的对应关系不牢", "It is only loosely linked to its project"),
    "unlinked-figures": ("有数字找不到归属", "There are figures nobody owns"),
    "stated-otherwise": ("别处的说法不同", "It is stated otherwise elsewhere"),
    "no-title": ("没有找到标题", "No title was found"),
    "lacks-blocks": (
        "缺少同类表格都有的几个部分，版式可能没有认对",
        "It lacks several parts that such forms have; its layout may have been mistaken",
    ),
    "figures-left": (
        "有不少数字不属于任何栏目，版式可能没有认对",
        "Many figures on it belong to no field; its layout may have been mistaken",
    ),
    "lacks-levels": (
        "许多指标没有一级指标，版式可能没有认对",
        "Many of its indicators have no first level; its layout may have been mistaken",
    ),
    "levels-not-found": ("没有找到一级、二级指标栏", "No columns of the indicators' levels were found"),
    "no-level": ("这一行没有找到所属的指标级别", "No level was found over its row"),
    "level-returns": ("同一个一级指标隔开后又出现", "Its first level comes back after another"),
    "short-goal": ("目标只有几个字，可能是栏目名", "The goal is a word or two, perhaps a heading"),
    "unknown-column": ("指标表有一栏的栏目名不认识", "The table of indicators has a column with an unknown head"),
    "level-out-of-place": ("指标级别的名称印在别的级别一栏", "The name of one level stands in the column of another"),
    "row-without-values": ("这一行只有名称，没有任何数值", "Its row has a name and no value"),
    "spent-without-budget": ("预算数为 0，年初预算或执行数却不是 0", "The budget is 0, yet money was set or spent"),
    "told-level": ("指标级别一栏是一段话，可能取自表外", "A level's name is a sentence from around the table"),
    "two-values": ("一格里像是连着两个数", "Two values seem to run together in it"),
    "either-sum": ("相差的分数恰为未印出的预算执行率分值", "It is short by just the points that are not printed"),
    "second-total": ("出现了两个资金总额", "There are two totals of money"),
    "year-in-title": ("标题以年度开头", "The title begins with its year"),
    "total-of-weights-or-scores": ("可能是总得分，不是总分值", "It can be the score in all, not the weight"),
    "two-budget-columns": ("有不止一栏可能是预算数", "More than one column can be the budget"),
    "two-score-columns": ("有不止一栏可能是得分", "More than one column can be the score"),
    "two-grade-columns": ("有不止一栏可能是等级", "More than one column can be the grade"),
    "two-department-columns": ("有不止一栏可能是单位", "More than one column can be the unit"),
    "two-project_name-columns": ("有不止一栏可能是项目名称", "More than one column can be the project's name"),
    "several-years": ("资金表印有几个年度的数", "The block of money prints several years"),
    "other-walls": ("这一行的格线与本表各栏不符", "The walls of its row are not those of the table's columns"),
    "taken-twice": ("两个栏目取自同一处文字", "Two fields were read from the same print"),
    "beside-unknown-column": ("表中另有一栏数字，栏目名不认识", "Another column of figures has a head nobody knows"),
    "caught-label": ("名称里有冒号，可能连着后面的栏目名", "A colon in a name: a label may have been caught"),
    "figure-in-level": ("指标级别的名称里有数字", "The level's name holds a figure"),
    "odd-amount": ("金额大小不合常理，可能认错了计量单位", "The amounts are of an odd size; the unit may be mistaken"),
    "signs-left": ("表中另有单独的符号或单位没有归入任何栏目", "Signs or units printed apart belong to no field"),
    "no-income_total": ("没有找到收入合计", "No total of income was found"),
    "no-expenditure_total": ("没有找到支出合计", "No total of expenditure was found"),
    "no-tasks_total": ("没有找到任务资金合计", "No total of the tasks' money was found"),
    "no-indicator-table": ("没有找到指标表", "No table of indicators was found"),
    "no-list-header": ("没有找到表头", "No header of the list was found"),
    "no-known-grade": ("等级不在常用之列", "The grade is none of the usual ones"),
    "torn-level": ("指标级别被分开，拼接而成", "The level's name was torn apart"),
    "level-by-band": ("指标级别取自跨整表的一行", "The level was taken from a row across the whole table"),
    "level-from-above": ("指标级别沿用上一行", "The level was taken from the row above"),
    "fourth-level-left-out": ("第四级指标未列入", "A fourth level was left out"),
    "stray-edge": ("边缘有多余的笔画", "There is a stray stroke at the edge"),
    "lone-stroke": ("只有一笔，可能是污点", "A lone stroke, perhaps a speck"),
    "lost-stop": ("可能漏读句号", "A full stop may be lost"),
    "lost-bracket": ("可能漏读括号", "A bracket may be lost"),
    "side-guessed": ("收入或支出一侧是推断的", "Income or expenditure was inferred"),
    "row-without-name": ("这一行没有名称", "Its row has no name"),
    "row-unnumbered": ("这一行没有序号", "Its row has no number"),
    "projects-uncounted": ("项目数与所列不符", "The number of projects differs from those listed"),
    "odd-period": ("期间不合常理", "An odd period"),
    "not-a-period": ("这不像一个期间", "This is no period"),
    "named-by-rule": ("名称按规则从正文中找出", "The name was found in the text by a rule"),
    "named-by-model": ("名称由模型从正文中找出", "The name was found in the text by a model"),
    "name-in-target-column": ("名称出现在指标值一栏", "A name stands in the column of targets"),
    "two-ticked": ("勾选了不止一个等级", "More than one grade is ticked"),
    "odd-tick": ("勾选的标记不清楚", "The tick is not a clear one"),
    "unit-of-unproven-sum": ("小计与各行不合，单位存疑", "The unit's sum is not that of its rows"),
    "unit-by-its-place": ("单位只由所在行推断", "The unit was inferred from the place of its row"),
    "merged-over-rows": ("单元格跨了几行", "The cell spans several rows"),
    "heading-as-value": ("可能把表头当作内容", "A heading may have been taken for a value"),
    "goal-guessed": ("目标的归属是推断的", "Which goal this is was inferred"),
    "beside-its-cell": ("文字在格子旁边", "It stands beside its cell"),
    "a-title-or-block-of-its-own": ("可能是另一个标题或段落", "Perhaps a title or block of its own"),
    "unit-without-label": ("单位名称前没有栏目名", "The unit stands without a label"),
    "unit-of-title-only": ("单位只见于标题", "The unit stands in the title only"),
    "unit-of-signature-only": ("单位只见于落款", "The unit stands in the signature only"),
    "unread-page": ("有一页没有读出来", "A page could not be read"),
    "lost-decision": ("以前的复核决定在新读数中找不到位置", "An earlier decision has no place in the new reading"),
}
_ADVICE: dict[str, str] = {
    "ExtractorError": "请把这个文件交给管理员查看。",
    "UnreadableFile": "请检查文件是否存在、是否有权限。",
    "EmptyFile": "文件是空的，请重新扫描或复制。",
    "UnknownFormat": "请提供 PDF、PNG、JPEG 或 TIFF 文件。",
    "DamagedFile": "文件已损坏：请用阅读器打开另存，或重新扫描。",
    "EncryptedFile": "文件有密码：请先去掉密码。",
    "NoPages": "文件里没有页面，请确认导出是否正确。",
    "TooManyPages": "页数太多：请拆分后再上传。",
    "PageTooLarge": "页面太大：请用不高于 600 dpi、不大于 A3 的设置扫描。",
    "DecompressionBomb": "文件可疑，请向来文单位索取普通扫描件。",
    "PageError": "这一页保留待复核；画面不好的请重新扫描。",
    "OutputError": "磁盘空间不足，请联系管理员。",
    "NotInStore": "请刷新后再看，它可能已被重新识读。",
    "Conflict": "请刷新后重新决定。",
    "UsageError": "请检查填写的内容。",
    "StoreUnavailable": "请稍后重试；若一直如此，请联系管理员。",
}
_ADVICE_EN = {"UsageError": "Check what was filled in."}
"""Where a command line would be told something else."""
_WRONG: dict[str, str] = {
    "ExtractorError": "处理时程序内部出错。",
    "UnreadableFile": "文件读不出来。",
    "EmptyFile": "文件是空的。",
    "UnknownFormat": "这不是 PDF，也不是能读的图片，或者扩展名与内容不符。",
    "DamagedFile": "文件打不开，已损坏。",
    "EncryptedFile": "文件有密码。",
    "NoPages": "文件里没有页面。",
    "TooManyPages": "页数超过上限。",
    "PageTooLarge": "页面尺寸超过上限。",
    "DecompressionBomb": "文件展开后大得不合理。",
    "PageError": "这一页读不出来。",
    "OutputError": "存不下来。",
    "NotInStore": "没有这一项。",
    "StoreUnavailable": "数据库或原件存储没有回应。",
}
_RECORD = "record:"


def reason_words(reason: str) -> Words:
    """Why a value is asked about."""
    if reason.startswith(_RECORD):
        zh, en = reason_words(reason.removeprefix(_RECORD))
        return f"整张表：{zh}", f"The whole record: {en}"
    return _REASONS.get(reason) or _rules().get(reason) or (reason, reason.replace("-", " "))


def name_words(name: str) -> Words:
    """A value's name without positions (``/funds/budget``) in words."""
    steps = pointer.split(name)
    known = {**TEXTS, **NUMBERS, **LISTS, **GROUPS}
    return " · ".join(known.get(step, step) for step in steps), " · ".join(step.replace("_", " ") for step in steps)


def kind_words(kind: str) -> Words:
    """A record's kind in words."""
    return KIND_NAMES.get(kind, (KINDS.get(kind, kind), kind))


def wrong(error: ExtractorError, language: Literal["zh", "en"]) -> str:
    """What is wrong."""
    if language == "en":
        return error.message
    return in_chinese(error.message) or _WRONG.get(type(error).__name__, error.message)


def advice(error: ExtractorError, language: Literal["zh", "en"]) -> str:
    """What to do about an error."""
    name = type(error).__name__
    return _ADVICE.get(name, error.advice) if language == "zh" else _ADVICE_EN.get(name, error.advice)


@cache
def _rules() -> dict[str, Words]:
    return {rule.name: rule.about for rule in rules()}
