"""What the words that lead up to a figure make of it: a budget, money spent, a part of it, the whole."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from extractor.nlp.linking.passages import Passage

Role: TypeAlias = Literal["adjusted", "budget", "initial", "sum", "part", "spent", "each", "unsaid"]
"""``adjusted``: the budget after changes within the year. ``initial``: that of the year's beginning. ``sum``: a bare
金额, of the budget or of what was bought. ``part``: from one source, for one purpose. ``spent``: paid, left, collected:
no budget. ``each``: a rate per person or piece."""

STRENGTH: dict[Role, int] = {
    "adjusted": 4,
    "budget": 3,
    "initial": 2,
    "sum": 2,
    "part": 1,
    "unsaid": 1,
    "spent": 0,
    "each": 0,
}
"""How well a role fits ``amount``, which is the project's budget; 1 is a guess, 0 is none."""

WHOLE = re.compile(
    r"总量|加总|总额|总投入|总投资|总计|合计|共计|总盘|盘子|资金总|总资金|总预算|总规模|资金规模|规模|总经费|总数|共|两者|三者"
)
"""Words for the money of several projects together."""

_NEUTRAL = re.compile(r"项目支出|支出预算|预算支出|财政支出|支出项目|专项支出|支出类|支出计划|预算执行数?调整|预付")
_EACH = re.compile(r"每(?:人|户|月|年|亩|件|个|家|次|生|天|村|床|公里|平方)|人均|户均|生均|月均|标准|单价|均价|至$|到$")
_SPENT = re.compile(
    r"实际|支出|执行|支付|付款|实付|付出|付了|结余|结转|剩余|余下|还剩|尚余|尚有|账上|未使用|未支|到位|到账|决算|追加|自筹|配套|节约|"
    r"节余|节省|使用了|已用|用去|花去|发放|报销|兑付|兑现|资助|代缴|追讨|讨回|补偿|结算|偿还|追回|追缴|收缴|清欠|讨要|挽回|贷款|创收|增收|产值|销售|税|融资|罚|"
    r"募集|捐|出账|进账|收入|缴|压减|核减|调减|调增|减少|增加|缺口|欠|首付|尾款|合同|中标|采购价|扣除|垫付|退回|收回"
)
_PART = re.compile(
    r"其中|(?<!全部为)(?:中央|省级?|市级|县级|上级|地方|基金|一般公共预算)(?!部门)(?!.*项目)|用于|包括|包含"
)
_ADJUSTED = re.compile(
    r"调整后|调整为|全年预算|调整预算|变更后|调整到|调至|调整数|最终预算|可用(?:资金|经费)?(?:共?计|共|为)?$"
)
_INITIAL = re.compile(r"年初|期初|原预算|原批复|初始|原定|原计划")
_SUM = re.compile(r"\s*(?:金额|数额)(?:共?计|合计|为|是|近|约)*")
_BUDGET = re.compile(
    r"预算|安排|金额|数额|批复|核定|核拨|获批|拨付|拨款|下达|投入|投资|资金|盘子|花了|补助|总额|经费|额度|规模|列支|立项|给了|给予|划拨|"
    r"核给|筹集|筹措|申请|计划|总计|合计|共计|核准|项目支出"
)


_COPULA = re.compile(r"\s*(?:均|都|仅|只|也|高|低)*(?:为|是|达到?|有)?\s*")
"""What says nothing by itself."""


def lead(text: str, sentence: Passage, index: int) -> str:
    """The words before the sentence's mention ``index`` that say what it is: its own clause, else the one before.

    A clause that is but a copula (得分最低，仅为70分) takes the one before with it. They begin behind the last
    figure or name; dates and bodies (2022年县财政拨付…) are passed over.
    """
    start = sentence.start
    for span in reversed(sentence.mentions[:index]):
        if span.label not in ("DATE", "ORG"):
            start = span.end
            break
    between = text[start : sentence.mentions[index].start]
    clauses = [clause for clause in re.split(r"[，,。；;：:]", between) if clause.strip(" 、和及与以")]
    if len(clauses) > 1 and _COPULA.fullmatch(clauses[-1]):
        return clauses[-2] + clauses[-1]
    return clauses[-1] if clauses else between


def money_role(words: str) -> Role:
    """What an amount is by the words that lead up to it."""
    bare = _NEUTRAL.sub("", words)
    if _EACH.search(bare):
        return "each"
    if _ADJUSTED.search(bare):
        return "adjusted"
    if _SPENT.search(bare):
        return "spent"
    if _PART.search(bare):
        return "part"
    if _INITIAL.search(bare):
        return "initial"
    if _SUM.fullmatch(words):
        return "sum"
    return "budget" if _BUDGET.search(words) else "unsaid"
