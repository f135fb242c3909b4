"""What the service refuses, said in Chinese: the message of an error in English in, the same for a clerk out."""

from __future__ import annotations

import re

_SAID: tuple[tuple[str, str], ...] = (
    (r"(.+) is reviewing this page\.", "{0} 正在复核这一页。"),
    (r"Somebody has decided about this value since it was shown\.", "这一项刚刚有人作了决定。"),
    (r"It was taken back already, or decided anew since\.", "这个决定已经撤销，或者之后又有了新的决定。"),
    (r"Two people differ about this value; a third decides\.", "两位复核员对这个值意见不同，由第三人决定。"),
    (r"It was decided about already, by (.+)\.", "{0} 已经作了决定。"),
    (r"There is no decision of yours to take back\.", "您没有可以撤销的决定。"),
    (r"There is no decision .+ to take back\.", "没有可以撤销的这个决定。"),
    (r"['\"](.*)['\"] cannot be a value of (?:.+)\.", "“{0}”不能填在这里。"),
    (r"None cannot stand at (?:.+)\.", "这里不能留空。"),
    (r"['\"](.*)['\"] cannot stand at (?:.+)\.", "“{0}”不能填在这里。"),
    (r"That cannot stand there: (?:.+)\.", "这个值不能填在这里。"),
    (r"A value stands at (?:.+) already\.", "这里已经有值，请刷新后再看。"),
    (r"There is nothing to fill in\.", "没有填写任何内容。"),
    (r"There is no row (?:.+) to fill\.", "没有这一行，请刷新后再补。"),
    (r"A row cannot be added to (?:.+)\.", "这张表不能补行。"),
    (r"The document has no page (\d+)\.", "文档没有第 {0} 页。"),
    (r"There is nothing to search for in that\.", "查询内容里没有可以查的词。"),
    (r"(.+) is no condition; write (?:.+)\.", "{0} 不是字段条件；请写成 名称=值、名称<值、名称>值 或 名称:文字。"),
    (r"(.+) in .+ is no number\.", "{0} 不是数字。"),
    (r"No value is called (.+)\.", "没有叫 {0} 的字段。"),
    (r"The name (.+) is taken\.", "账号 {0} 已经有了。"),
    (r"The last administrator stays one\.", "最后一位管理员不能取消。"),
    (r"There is no account (.+)\.", "没有账号 {0}。"),
    (r"There is no such unit\.", "没有这个单位。"),
    (r"There is no such role\.", "没有这个角色。"),
    (r"An account's name has letters, (?:.+)\.", "账号只能用字母、数字和 . _ @ + -。"),
    (r"That is no address\.", "这不是一个地址。"),
    (r"An address begins with https:// and has no password in it\.", "地址要以 https:// 开头，且不含密码。"),
    (r"The host (.+) is not known\.", "找不到主机 {0}。"),
    (r"The host (.+) lies inside a network; (?:.+)\.", "主机 {0} 在内网，须由系统管理员允许后才能使用。"),
    (r"Say why it is removed\.", "请写明删除原因。"),
    (r"A file has 1 to (\d+) bytes\.", "文件大小须在 1 到 {0} 字节之间。"),
    (r"(\d+) uploads are open; end some first\.", "有 {0} 个上传尚未完成，请先完成或取消一些。"),
)
_PATTERNS = tuple((re.compile(pattern, re.DOTALL), chinese) for pattern, chinese in _SAID)


def in_chinese(message: str) -> str | None:
    """The message in Chinese; None where nobody has said it yet."""
    for pattern, chinese in _PATTERNS:
        if (found := pattern.fullmatch(message)) is not None:
            return chinese.format(*found.groups())
    return None
