"""Identity: spellings of one project or unit come together, near-equal names of two stay apart, doubt is queued."""

from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractor.record.identity.cluster import Entities, candidates, cluster_projects, cluster_units
from extractor.record.identity.decision import Decision
from extractor.record.identity.project import ProjectMention, same_project
from extractor.record.identity.unit import UnitMention, same_unit

HERE = Path(__file__).parent
HOME = ("秦皇岛市", "抚宁区")
MEASURED = ("measuring", "further")
"""Written before they were tried; nothing was fitted to the first, and to the second only what is told in it."""


def named(name: str, year: int | None = None) -> UnitMention:
    return UnitMention(name, year, HOME)


def written(*names: str) -> tuple[list[tuple[str, UnitMention]], list[tuple[str, ProjectMention]]]:
    """The units and projects of written sets, each mention with what it truly names."""
    units: list[tuple[str, UnitMention]] = []
    projects: list[tuple[str, ProjectMention]] = []
    texts = [(HERE / f"{name}.yaml").read_text(encoding="utf-8") for name in names]
    for county in (county for text in texts for county in yaml.safe_load(text)):
        home = tuple(county["home"])
        owners: dict[str, UnitMention] = {}
        for unit, said in county["units"].items():
            for year, printed in (entry.split(" ", 1) for entry in said.split(" | ")):
                mention = UnitMention(printed, int(year), home)
                units.append((unit, mention))
                owners.setdefault(unit, mention)
        for unit, own in county["projects"].items():
            for project, said in own.items():
                for year, printed in (entry.split(" ", 1) for entry in said.split(" | ")):
                    projects.append((f"{unit}/{project}", ProjectMention(printed, int(year), owners[unit])))
    return units, projects


def quality(truth: Sequence[str], entities: Entities) -> tuple[float, float]:
    """Pairwise precision and recall of the groups."""
    group = {at: number for number, members in enumerate(entities.groups) for at in members}
    pairs = [(truth[a] == truth[b], group[a] == group[b]) for a, b in combinations(range(len(truth)), 2)]
    right = sum(same and merged for same, merged in pairs)
    return right / sum(merged for _, merged in pairs), right / sum(same for same, _ in pairs)


@pytest.mark.parametrize("names", [("tuning",), MEASURED])
def test_written_names_come_together_and_stay_apart(names: tuple[str, ...]) -> None:
    units, projects = written(*names)
    sets: list[tuple[list[str], Entities]] = [
        ([true for true, _ in units], cluster_units([mention for _, mention in units])),
        ([true for true, _ in projects], cluster_projects([mention for _, mention in projects])),
    ]
    for truth, entities in sets:
        precision, recall = quality(truth, entities)
        assert precision >= 0.995 and recall >= 0.95
        assert all(pair.decision.verdict in ("unsure", "merge") and pair.decision.reason for pair in entities.queue)


def test_the_sets_measured_on_are_large_enough_to_say_something() -> None:
    units, projects = written(*MEASURED)
    assert len(units) + len(projects) >= 400
    assert len({true for true, _ in units}) >= 40
    assert len({mention.year for _, mention in units}) >= 4


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("再就业经费", "再就业专项资金", "merge"),
        ("就业补助资金", "(上级)秦财社[2022]731号就业补助资金", "merge"),
        ("“雨露计划”扶贫资金", "雨露计划扶贫资金(专项)", "merge"),
        ("创业担保贷款贴息", "创业担保货款贴息", "merge"),
        ("2021年度创业担保贷款奖励资金", "2022年度创业担保贷款奖励资金", "merge"),
        ("校舍改造(一期)", "校舍改造(二期)", "different"),
        ("城镇居民养老补助", "城乡居民养老补助", "different"),
        ("提前下达中央就业资金", "提前下达省级就业资金", "different"),
        ("S251线改造", "S261线改造", "different"),
        ("再就业专项资金(岗位补贴)", "再就业专项资金(见习补贴)", "different"),
        ("村村通维护费", "(追加)村村通维护费", "unsure"),
        ("就业补助资金", "第二批就业补助资金", "unsure"),
        ("机关事业单位养老保险收支缺口补助", "机关事业单位基本养老保险基金补助(专项)", "different"),
    ],
)
def test_projects(one: str, other: str, verdict: str) -> None:
    unit = named("秦皇岛市抚宁区就业服务中心")
    decision = same_project(ProjectMention(one, 2021, unit), ProjectMention(other, 2022, unit))
    assert (decision.verdict, bool(decision.reason), bool(decision.reason_en)) == (verdict, True, True)


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("抚宁区人社局", "秦皇岛市抚宁区人力资源和社会保障局", "merge"),
        ("区财政局", "抚宁区财政局", "merge"),
        ("323001 秦皇岛市抚宁区就业服务中心", "抚宁区就业服务中心", "merge"),
        ("抚宁区就业服努中心", "抚宁区就业服务中心", "merge"),
        ("秦皇岛市人社局", "抚宁区人社局", "different"),
        ("红河州弥勒市财政局", "弥勒市财政局", "merge"),
        ("红河哈尼族彝族自治州财政局", "弥勒市财政局", "different"),
        ("广西柳州市柳北区财政局", "柳州市柳北区财政局", "merge"),
        ("通州区财政局", "北京市通州区财政局", "merge"),
        ("抚宁区人社局", "海港区人社局", "different"),
        ("抚宁区人社局", "抚宁区人社局(本级)", "different"),
        ("抚宁区第一中学", "抚宁区第二中学", "different"),
        ("抚宁区就业服务中心", "抚宁区就业管理局", "different"),
        ("抚宁区社保处", "抚宁区社会保险事业管理处", "unsure"),
    ],
)
def test_units(one: str, other: str, verdict: str) -> None:
    assert same_unit(named(one), named(other)).verdict == verdict


def test_a_reform_links_two_offices_and_keeps_them_apart_in_time() -> None:
    decision = same_unit(named("抚宁区卫计局", 2018), named("抚宁区卫健局", 2019))
    assert decision.verdict == "different" and decision.succession and "机构改革" in decision.reason


def test_a_project_that_outlived_its_office_is_queued() -> None:
    offices = (named("抚宁区农牧局", 2018), named("抚宁区农业农村局", 2019))
    entities = cluster_projects([ProjectMention("耕地地力保护补贴", unit.year, unit) for unit in offices])
    assert (len(entities.groups), len(entities.queue)) == (2, 1)


def test_what_every_unit_has_is_merged_within_a_unit_only() -> None:
    heat = [
        ProjectMention("公用取暖费", 2020, unit) for unit in (named("抚宁区人社局"), named("抚宁区财政局"), None, None)
    ]
    assert same_project(heat[0], heat[1]).verdict == "different"
    assert same_project(heat[2], heat[3]).verdict == "unsure"


@pytest.mark.parametrize(("compare", "make"), [(same_unit, UnitMention), (same_project, ProjectMention)])
@given(
    texts=st.lists(
        st.text("秦皇岛市抚宁区县局中心本级专项资金一二期批()《》12〔〕", max_size=12), min_size=2, max_size=2
    )
)
def test_a_decision_does_not_depend_on_the_order(
    compare: Callable[..., Decision], make: Callable[[str], object], texts: list[str]
) -> None:
    one, other = make(texts[0]), make(texts[1])
    assert compare(one, other).verdict == compare(other, one).verdict


def test_a_group_never_holds_two_that_are_known_to_differ() -> None:
    unit = named("抚宁区教体局")
    names = ["校舍改造(一期)", "校舍改造", "校舍改造(二期)", "校舍改造项目"]
    entities = cluster_projects([ProjectMention(name, 2020, unit) for name in names])
    assert entities.groups == ((0,), (1, 3), (2,))
    assert {(pair.one, pair.other) for pair in entities.queue} == {(0, 1), (0, 3), (1, 2), (2, 3)}


def test_many_names_need_few_comparisons() -> None:
    words = [
        f"{a}{b}{c}" for a in "东南西北中上下左右前" for b in "山河湖海江林田路桥港" for c in "改造修缮养护宣传培训"
    ]
    keys = {at: {name[i : i + 2] for i in range(2)} | {name} for at, name in enumerate(words * 10)}
    assert sum(1 for _ in candidates(keys)) < len(keys) ** 2 / 2 / 20
