"""Where a name may begin and end: signs, figures and the words that only lead up to a name."""

from __future__ import annotations

import re

STOPS = '，,。；;：:！!？?、\n\t（）()“”"‘’《》〈〉【】[]—…'
_LEAD = re.compile(
    r"^(?:\d{1,2}[.、．)）](?!\d)\s*|\d{1,2}[.．](?=(?:19|20)\d\d年)|[一二三四五六七八九十]{1,3}、|(?:说到|明年|把|其余|重点考核了|主要实施了|依托|主要靠|属|其中|包括|以及|分别为|分别是|主要是|主要有|依次为|涉及|安排|下达|拨付|实施|完成|关于|对于|用于|围绕|按照|根据|依据|依照|遵照|"
    r"通过|由于|因为|为了|为|由|向|经|在|与|和|及|对|将|把|从|是|有|以|就|让|使|请|报|接|受|据|会同|联合|协同|配合|协调|委托|"
    r"各项|该|本|我|上述|全部|所有|部分|同时|截至|截止|目前|共|的|了|等|并|也|则|还|已|年内|全年|当年|今年|年末|年底|年初|上年|去年|月|日|号|年度?|"
    r"一是|二是|三是|四是|五是|六是|首先|其次|再次|最后|此外|另外|特别是|尤其是|以来|以后|期间|争取|取得|力争|确保|实现|做好|加强|落实)(?=.{3}))+"
)


def run_before(text: str, end: int, floor: int = 0) -> int:
    """Where the unbroken run of words ending at ``end`` begins: behind the last stop or blank."""
    start = end
    while start > floor and text[start - 1] not in STOPS and text[start - 1] != " ":
        start -= 1
    return start


def without_lead(text: str, start: int, end: int) -> int:
    """The run's start behind words that only lead up to a name (按照, 其中, 用于 …)."""
    match = _LEAD.match(text[start:end])
    return start + match.end() if match else start
