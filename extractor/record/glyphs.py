"""Glyphs that a recogniser takes for each other: of traditional script, and look-alikes. Data and two folds.

The networks know both scripts, and a blurred 项 looks like 項. Public offices print simplified forms; only glyphs that
these never use are listed, so that no printed word changes.
"""

from __future__ import annotations

_PAIRS = (
    "預预項项資资額额總总財财執执產产滿满質质標标數数達达績绩評评價价單单據据際际實实應应補补護护農农業业務务發发環环經经濟济會会"
    "計计劃划設设備备運运維维檢检測测驗验審审結结轉转撥拨級级縣县區区鎮镇鄉乡國国華华長长開开關关閉闭門门間间問问題题體体養养醫医"
    "療疗藥药衛卫學学導导訓训練练辦办機机構构網网絡络線线電电話话號号碼码聯联廠厂場场廣广車车輛辆橋桥樓楼層层園园團团圖图書书報报"
    "紙纸記记錄录說说該该認认識识證证許许調调處处罰罚範范圍围規规則则條条約约組组織织員员負负責责領领隊队職职權权從从為为與与並并"
    "無无對对個个這这進进還还過过遠远適适選选邊边歷历屬属島岛嶺岭峽峡岡冈溝沟灣湾澤泽漢汉濱滨鳳凤龍龙馬马魚鱼貧贫貸贷貨货費费貿贸"
    "賬账購购贈赠賠赔賞赏賴赖軍军軟软較较載载輕轻輸输轄辖辭辞遞递遷迁鄰邻釋释針针鋼钢銀银錢钱錯错鍵键鐵铁閱阅陽阳陰阴險险隨随雜杂"
    "難难雲云電电靈灵靜静順顺須须頁页頂顶頻频類类顧顾風风飛飞飯饭飲饮館馆駐驻驅驱驗验騰腾點点齊齐齡龄齒齿壓压奪夺奮奋婦妇孫孙寧宁"
    "寫写寬宽將将專专尋寻屆届嶄崭幣币帳帐幫帮庫库廢废張张強强彈弹彙汇徑径態态慶庆慮虑憂忧懷怀戰战戶户拋抛擇择擔担擬拟擴扩攝摄"
    "敗败敵敌斷断時时晝昼暫暂書书東东極极榮荣樂乐樹树樣样橫横檔档歡欢歲岁殘残決决況况減减滅灭滯滞漁渔潔洁濕湿災灾為为煙烟熱热營营"
    "爭争牆墙獎奖獨独獲获現现瑪玛畫画異异當当疊叠瘋疯盤盘監监眾众礙碍礦矿禮礼種种稱称積积穩稳窮穷竊窃競竞築筑篩筛簡简簽签糧粮糾纠"
    "紅红純纯級级細细終终給给統统綠绿維维綜综緊紧編编緩缓縮缩繼继續续纖纤罷罢羅罗義义習习聖圣聞闻聲声肅肃膚肤臨临舉举舊旧艦舰莊庄"
    "葉叶蓋盖藍蓝藝艺蘇苏虛虚蟲虫術术衝冲裝装複复見见視视覺觉親亲觀观觸触訂订討讨託托訪访詢询試试詳详誠诚語语誤误課课談谈請请論论諮咨"
    "諾诺謀谋講讲謝谢譯译議议讀读變变讓让貢贡敎教衆众內内減减產产爲为淸清靑青淨净溫温澆浇瀏浏潛潜灘滩燈灯爐炉爛烂牽牵畢毕畝亩"
)
_LOOK_ALIKES = (
    "目日曰 标杯 拨拔技 额颔颌颜 末未 已己巳 全金佥 数敷 财则材 执抚拱 年午 度庆 总怠 完宗 "
    "成戍戌 值植 得碍 原厚 因困囚 析折拆柝 措惜 施旅拖 效敬 益盆 意竟 社杜祉 态志 济挤 影彭 "
    "响晌 务条 象像 余佘 其具 来米耒 部郎邵 门们 主王 管营官 位泣 名各 称你 码玛 系糸 "
    "电申由甲 话活诘 填慎 报抿 转特 率半 级缴汲 产户 质盾 指捐 达迭 评坪 价介 等笋 预顶 算箅 "
    "情清 况祝 题颢"
)
_ONE_OF_THEM = {ord(char): group[0] for group in _LOOK_ALIKES.split() for char in group[1:]}
_PRINTED = dict(zip(map(ord, _PAIRS[::2]), _PAIRS[1::2], strict=True))


def simplified(text: str) -> str:
    """The text with each listed glyph as simplified print has it; of the same length, the same where there is none."""
    return text.translate(_PRINTED)


def look_alike(text: str) -> str:
    """The text with each glyph as the first of those it is taken for; two texts that differ only so become the same."""
    return text.translate(_ONE_OF_THEM)
