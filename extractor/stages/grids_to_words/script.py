"""One script for a page: readings in, those of a page in simplified characters without traditional ones out.

The networks know both scripts, and take 预 for 預 where print is smeared. A form is printed in one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.ports import CharSpan, Strip
from extractor.stages.grids_to_words.rereading import Read

_MOST = 0.2  # share of traditional characters in a page's from which it is printed in them

# Unihan's kSimplifiedVariant, where it is one character: from those of Big5 that GB 2312 lacks to those of the first
# level of GB 2312 that Big5 lacks. Characters that both scripts use stay what they are.
_TRADITIONAL = (
    "丟亂亞伝來侖侶俠倆倉個們倫偉側偵偽傌傘備傳債傷傾僅僑僥儀億儈儉儘償儲兌內兩冊冪凈凍凜凱刓別刪刱則剎剛剝剮創剷"
    "劇劉劊劍劑勁動務勛勞勢勳勵勸勻匯區卻厤厭厲參叢吳吶呂員問啞啟啣喚喪喬單喲嗆嗎嗚嘆嘔嘗嘩嘯噁噓噴噹嚇嚐嚙嚨嚴囂"
    "囉囌囑囓囪國圍園圓圖團垚執堅堯報場塊塢塵塹塼墊墜墮墯墳墾壇壓壘壟壩壯壺壽夠夢夾奧奪奮妝娛婁婦媽嬌嬰嬸嬾孫學孿"
    "宮寢實審寫寬寵寶將專尋對導尒尟屆屌屢層屬岡島峽崋崗崙嶄嶴嶼巋巒帥師帳帶幀幟幣幫庫廁廂廈廚廟廢廣廬廳張強彆彈彌"
    "彎彔彙彥從徹恆恥悅悶惡惱愛態慘慚慣慫慮慴慶憂憊憑憚憤憫憲憶懇應懲懶懸懼懽懾戀戰戲戶拋挾捁掃掄掙揀揚換揮損搖搗"
    "搶摟摯摳摻撈撐撓撣撥撫撻撾撿擁擄擇擊擋擔擠擣擬擯擰擱擲擴擺擻攆攏攔攙攜攝攢攣攤攪攬敗敘敵數敺斂斃斬斷時晉晝暈"
    "暢暫曆曉曠會朮東柵條棄棗棟棧楊楓業榮槍槳樁樂樓標樞樣樹橋橢橫檔檢檸檻櫥櫻欄欉權欽歎歐歛歡歲歷歸殘殲殺殼毀毆毉"
    "氈氫決沒沖況洶涼淚淨淪淵淺渙減渦測渾湊湯溝溫溼滄滅滌滬滯滲滷滾滿漁漚漢漣漬漲漸漿潑潛潤潰澀澆澇澗澤濁濃濇濕濟"
    "濤濫濰濺濾瀉瀕瀝瀰瀾灘灣灤災為烏烴無煉煙煥煩熒熱熾燈燒燙營燦燬燭燴燼爍爐爛爭爺爾牆牋牽犢犧狀狹狽猙猶獄獅獎獨"
    "獰獲獵獸獺獻現琺瑣瑤瑩瑪環瓊產甦畝畢畫當疇疊痙瘋瘍瘓瘡瘧療癟癬癰癱發皚皺盜盞盡監盤盧盪眾睜瞞矚矯硯碩碼磚礎礙"
    "礦礫礬祿禍禮禱禿稅稈稱積穎穢穨穩穫窩窮窯窺竄竅竊競筆筍箇箋節篩簍簡簽籃籌籠籤籮粵糞糧糰糾紀約紅紉紋納紐純紗紙"
    "級紛紡紬細紳紹終組絆結絕絛絞絡絢給絨統絲絹綁綏經綜綠綢維綱綴綸綻綽綿緊緒緘線緝緞締緣編緩緬緯練縛縣縫縮縱縴縷"
    "總績繃織繕繖繞繡繩繪繳繹繼續纏纓纖纜缽罈罰罵罷羃羅義習翹耡聞聯聰聲聳聶職聾肅脅脈脫脹腎腦腫腳腸膚膠膩膽膿臉臍"
    "臟臥臨興舉舊舖艙艦艱艷茲荊莖莢華萊葉葦葯葷蒼蓋蓮蓺蔣蔥蔭蕩蕪蕭薊薔薩藂藍藝藥藹蘆蘇蘊蘭蘿處虛虜號虧蛻蝕蝦蝸螞"
    "螢蟄蟬蟻蠅蠱蠻術衛衝補裝褲襖襪襬襯襲見規覓視親覺覽觀訂訃計訊討訓訖記訛訝訟訣訪設許訴診証詐評詛詞詠詢詣試詩詫"
    "詭話該詳誅認誕誘語誠誡誣誤誦誨說誰課誹誼調諄談請諒論諜諧諱諷諸諺諾謀謂謄謅謊謎謗謙講謝謠謬謹謾譁證譏識譚譜譪"
    "譭譯議譴護譽讀變讒讓讕讚豈豎豔豬貓貝貞負財貢貧貨販貪貫責貯貳貴貶買貸費貼貿賀賂賃賄資賈賊賒賓賜賞賠賢賣賤賦質"
    "賬賭賴賺購賽贅贈贊贍贏贓贖贛趙趨趯跡踐蹟蹤躍躥軀車軋軌軍軒軟軸較載輔輕輛輝輥輩輪輯輸輻輾輿轄轅轉轍轎轟辦辭辮"
    "辯農這連進運過達違遙遜遞遠遲遶遷選遺遼邁還邊邏郵鄉鄒鄖鄧鄭鄰鄲醞醫醬釀釁釋釘針釣釩鈆鈉鈍鈔鈕鈞鈣鈴鈾鉀鉆鉑鉗"
    "鉚鉛鉤鉸鉻銀銅銑銘銜銥銳銷銻鋁鋅鋇鋒鋤鋪鋸鋼錄錐錘錠錢錦錨錫錯錳鍊鍋鍍鍘鍬鍵鍺鎂鎊鎌鎖鎗鎚鎢鎬鎮鎳鏈鏟鏡鏽鐐"
    "鐘鐮鐳鐵鑄鑑鑒鑪鑰鑲鑷鑼鑽鑿長門閃閉開閏閑閒間閘閡閣閥閨閩閱閹閻闊闌闖關闡陜陝陣陰陳陸陽隊階隕際隨險隱隴隸雖"
    "雙雛雜雞難電霧靈靜鞏韋韌韓韻響頁頂頃項順須頌預頑頒頓頗領頤頭頰頸頹頻顆題額顏顛類顧顫顯顱顴飄飌飛飢飯飲飼飽飾"
    "餃餅養餌餒餓餞餡餧館餽餾饅饋饑饒饞馬馭馮馱馳馴駁駐駒駕駛駝駭駮駱駿騁騎騙騰騷騾驅驕驗驟驢驩髒髮鬚鬧魚魯鮑鮮鯉"
    "鯨鰓鱉鱗鳥鳳鳴鴉鴕鴛鴦鴨鴻鴿鵑鵝鵬鵲鶴鷗鷹鹵鹼鹽麗麥黃點齊齋齒齡齧齲龍龐龒龔龜"
)
_SIMPLIFIED = (
    "丢乱亚传来仑侣侠俩仓个们伦伟侧侦伪骂伞备传债伤倾仅侨侥仪亿侩俭尽偿储兑内两册幂净冻凛凯园别删创则刹刚剥剐创铲"
    "剧刘刽剑剂劲动务勋劳势勋励劝匀汇区却历厌厉参丛吴呐吕员问哑启衔唤丧乔单哟呛吗呜叹呕尝哗啸恶嘘喷当吓尝啮咙严嚣"
    "罗苏嘱啮囱国围园圆图团尧执坚尧报场块坞尘堑砖垫坠堕堕坟垦坛压垒垄坝壮壶寿够梦夹奥夺奋妆娱娄妇妈娇婴婶懒孙学孪"
    "宫寝实审写宽宠宝将专寻对导尔鲜届鸟屡层属冈岛峡华岗仑崭奥屿岿峦帅师帐带帧帜币帮库厕厢厦厨庙废广庐厅张强别弹弥"
    "弯录汇彦从彻恒耻悦闷恶恼爱态惨惭惯怂虑慑庆忧惫凭惮愤悯宪忆恳应惩懒悬惧欢慑恋战戏户抛挟搅扫抡挣拣扬换挥损摇捣"
    "抢搂挚抠掺捞撑挠掸拨抚挞挝捡拥掳择击挡担挤捣拟摈拧搁掷扩摆擞撵拢拦搀携摄攒挛摊搅揽败叙敌数驱敛毙斩断时晋昼晕"
    "畅暂历晓旷会术东栅条弃枣栋栈杨枫业荣枪桨桩乐楼标枢样树桥椭横档检柠槛橱樱栏丛权钦叹欧敛欢岁历归残歼杀壳毁殴医"
    "毡氢决没冲况汹凉泪净沦渊浅涣减涡测浑凑汤沟温湿沧灭涤沪滞渗卤滚满渔沤汉涟渍涨渐浆泼潜润溃涩浇涝涧泽浊浓涩湿济"
    "涛滥潍溅滤泻濒沥弥澜滩湾滦灾为乌烃无炼烟焕烦荧热炽灯烧烫营灿毁烛烩烬烁炉烂争爷尔墙笺牵犊牺状狭狈狰犹狱狮奖独"
    "狞获猎兽獭献现珐琐瑶莹玛环琼产苏亩毕画当畴叠痉疯疡痪疮疟疗瘪癣痈瘫发皑皱盗盏尽监盘卢荡众睁瞒瞩矫砚硕码砖础碍"
    "矿砾矾禄祸礼祷秃税秆称积颖秽颓稳获窝穷窑窥窜窍窃竞笔笋个笺节筛篓简签篮筹笼签箩粤粪粮团纠纪约红纫纹纳纽纯纱纸"
    "级纷纺绸细绅绍终组绊结绝绦绞络绚给绒统丝绢绑绥经综绿绸维纲缀纶绽绰绵紧绪缄线缉缎缔缘编缓缅纬练缚县缝缩纵纤缕"
    "总绩绷织缮伞绕绣绳绘缴绎继续缠缨纤缆钵坛罚骂罢幂罗义习翘锄闻联聪声耸聂职聋肃胁脉脱胀肾脑肿脚肠肤胶腻胆脓脸脐"
    "脏卧临兴举旧铺舱舰艰艳兹荆茎荚华莱叶苇药荤苍盖莲艺蒋葱荫荡芜萧蓟蔷萨丛蓝艺药蔼芦苏蕴兰萝处虚虏号亏蜕蚀虾蜗蚂"
    "萤蛰蝉蚁蝇蛊蛮术卫冲补装裤袄袜摆衬袭见规觅视亲觉览观订讣计讯讨训讫记讹讶讼诀访设许诉诊证诈评诅词咏询诣试诗诧"
    "诡话该详诛认诞诱语诚诫诬误诵诲说谁课诽谊调谆谈请谅论谍谐讳讽诸谚诺谋谓誊诌谎谜谤谦讲谢谣谬谨谩哗证讥识谭谱蔼"
    "毁译议谴护誉读变谗让谰赞岂竖艳猪猫贝贞负财贡贫货贩贪贯责贮贰贵贬买贷费贴贸贺赂赁贿资贾贼赊宾赐赏赔贤卖贱赋质"
    "账赌赖赚购赛赘赠赞赡赢赃赎赣赵趋跃迹践迹踪跃蹿躯车轧轨军轩软轴较载辅轻辆辉辊辈轮辑输辐辗舆辖辕转辙轿轰办辞辫"
    "辩农这连进运过达违遥逊递远迟绕迁选遗辽迈还边逻邮乡邹郧邓郑邻郸酝医酱酿衅释钉针钓钒铅钠钝钞钮钧钙铃铀钾钻铂钳"
    "铆铅钩铰铬银铜铣铭衔铱锐销锑铝锌钡锋锄铺锯钢录锥锤锭钱锦锚锡错锰炼锅镀铡锹键锗镁镑镰锁枪锤钨镐镇镍链铲镜锈镣"
    "钟镰镭铁铸鉴鉴炉钥镶镊锣钻凿长门闪闭开闰闲闲间闸阂阁阀闺闽阅阉阎阔阑闯关阐陕陕阵阴陈陆阳队阶陨际随险隐陇隶虽"
    "双雏杂鸡难电雾灵静巩韦韧韩韵响页顶顷项顺须颂预顽颁顿颇领颐头颊颈颓频颗题额颜颠类顾颤显颅颧飘风飞饥饭饮饲饱饰"
    "饺饼养饵馁饿饯馅馁馆馈馏馒馈饥饶馋马驭冯驮驰驯驳驻驹驾驶驼骇驳骆骏骋骑骗腾骚骡驱骄验骤驴欢脏发须闹鱼鲁鲍鲜鲤"
    "鲸鳃鳖鳞鸟凤鸣鸦鸵鸳鸯鸭鸿鸽鹃鹅鹏鹊鹤鸥鹰卤碱盐丽麦黄点齐斋齿龄啮龋龙庞龙龚龟"
)
_SCRIPT = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def in_one_script(read: Sequence[Read]) -> list[Read]:
    """The lines of a page, in simplified characters unless the page as a whole is in traditional ones."""
    text = "".join(one.strip.text for one in read)
    han = sum("\u4e00" <= char <= "\u9fff" for char in text)
    if sum(ord(char) in _SCRIPT for char in text) > _MOST * han:
        return list(read)
    return [_simplified(one) for one in read]


def _simplified(read: Read) -> Read:
    texts = (read.strip.text, *(other.text for other in read.others))
    if all(text == text.translate(_SCRIPT) for text in texts):
        return read
    chars = tuple(_char(char) for char in read.strip.chars)
    strip = Strip(chars, min((char.confidence for char in chars), default=0.0))
    others = tuple(replace(other, text=other.text.translate(_SCRIPT)) for other in read.others)
    return replace(read, strip=strip, others=others)


def _char(char: CharSpan) -> CharSpan:
    """The character; what the network gave to its other form is its own."""
    text = char.text.translate(_SCRIPT)
    if text == char.text:
        return char
    same = sum(other.probability for other in char.alternatives if other.text == text)
    rivals = tuple(other for other in char.alternatives if other.text != text)
    return replace(char, text=text, confidence=min(1.0, char.confidence + same), alternatives=rivals)
