"""Glyphs a recogniser takes for one another. Two names in, whether only such slips part them out."""

from __future__ import annotations

from extractor.record.values.comparable import edit_distance

_ALIKE = """
未末 己已巳 土士 日曰目 人入八 千干于 大太犬天夭 贷货 贴帖 补朴扑 助肋动 缴徼 项顶预
拔拨 账帐胀 侯候 藉籍 晴睛 洁浩 戌戍戊 兔免 鸟乌 折拆析 科料 问间 师帅 刀力 几九
住往佳性 设没役 孤狐 培陪 保堡 险检捡验 经径轻 费贵 资姿 贫贪 困因田团国 农衣 村材衬
镇慎 校较 教数 建健键 医匹区 疗疔 院阮完 灾炎 防妨 治冶 环坏 境镜 级圾极 运云 改攻政玫
造适 公么 宜宣 监盐 测侧 疫疲 耕排 簿薄 务努 育肓 全金 广厂 自白 民氏 生主 任仕 事亊
体休本 居届 社杜 会合 管菅 理埋 局居 服报 中申 心必 支攴 持特 待侍 专芋 业亚 收牧
养美 老考 扶抚 优伏 代伐 发友 展屐 奖浆 励厉 购构 置直 置罝 维雄 修俢 缮膳 绩债 效郊
标际 转较 移秽 付村 提堤 升开 能熊 量里 供洪 水永 电屯 煤媒 气汽 暖缓 取职 技枝 抗扰
旱早 涝捞 渔鱼 畜蓄 粮粗 油由 棉绵 粹碎 汁计 划别 规现 委季 员贝 责贵 宋宗 实买 票粟
县具 乡多 街衔 道遣 办为 处外 室宝 站姑 所斤 队认 察祭 警誓 消清 清请 情倩 法去 律津
司同 审宙 计什 统绕 税锐 财贮 政致 环怀 康唐 妇扫 幼幻 儿几 童重 青清 年午 学字 小水
初切 高商
"""


def _index() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in _ALIKE.split():
        for glyph in group:
            found.setdefault(glyph, set()).update(group)
    return {glyph: frozenset(alike) for glyph, alike in found.items()}


_LIKE = _index()


def look_alike(one: str, other: str) -> bool:
    """Whether two characters are the same or easily taken for one another."""
    return one == other or other in _LIKE.get(one, ())


def slips(one: str, other: str) -> int | None:
    """How many look-alike characters part two texts of one length; None where something else parts them."""
    if len(one) != len(other):
        return None
    parted = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(parted) if all(look_alike(a, b) for a, b in parted) else None


def alikeness(one: str, other: str) -> float:
    """1 for equal texts down to 0 for texts that share nothing, by edits."""
    longest = max(len(one), len(other))
    return 1 - edit_distance(one, other, longest + 1) / longest if longest else 1.0


def may_be_alike(one: str, other: str, enough: float) -> bool:
    """Whether two texts share enough characters to be that much alike; a quick look before the slow one."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return sum(char in longer for char in shorter) >= enough * len(longer)
