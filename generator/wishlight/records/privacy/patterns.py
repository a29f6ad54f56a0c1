"""The patterns of personal data that is more than a number. All are linear: no part repeats what a neighbour could also take.

They run over normalised text (privacy/normal.py), so that blanks are single and digits are ASCII.
"""

from __future__ import annotations

import re

NETWORK = re.compile(r"(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})")
"""A machine's address in a network, which joined together may look like a mobile number."""

RUN = re.compile(r"\+?[0-9](?:[ ]?[-.·•_/,、()（）*—–][ ]?|[ ])?(?:[0-9](?:[ ]?[-.·•_/,、()（）*—–][ ]?|[ ])?){4,40}[0-9Xx]?")
"""Digits with at most one sign between them: joined first, judged by length and checksum afterwards."""

COUNTRY = re.compile(r"^\+?(?:00)?86[ -]+(?=[2-9])")
"""The country's number before an area code without its nought, set apart from it."""

OLD_ID = re.compile(r"(?:身份证|证件|\bID\b)[^0-9。；;]{0,8}([0-9]{15})(?![0-9])")
"""Fifteen digits after a word for an identity card."""

EMAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63} ?(?:@|\(at\)|\[at\]|#at#|艾特) ?[A-Za-z0-9-]{1,63}(?: ?(?:\.|\(dot\)|\[dot\]|点) ?[A-Za-z0-9-]{2,24}){1,4}"
    r"|[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9\u4e00-\u9fff-]{1,30}\.(?:[A-Za-z]{2,24}|中国|公司|网络|社区)"
    r"|[A-Za-z0-9][A-Za-z0-9._%+-]{0,63} (?:at|AT|At) [A-Za-z0-9-]{1,63} (?:dot|DOT|Dot) (?:com|cn|org|net|edu|io|COM|CN|ORG|NET)(?![A-Za-z])"
    r"|(?:邮箱|邮件|[Mm]ail)[^\w@]{0,3}(?:号|地址|是|为|is|[ :]){0,3}[A-Za-z0-9][A-Za-z0-9._%+-]{0,63} ?[#*&] ?[A-Za-z0-9-]{1,63}\.[A-Za-z]{2,24}"
)
_CHAT_CUE = r"(?:微[^\w\s,.。，]{0,2} ?信号?|薇信|威信|徽信|V信|v信|VX|vx|Vx|WX|wx|加[Vv]|\+ ?[Vv](?=[ :])|[+加]微)"
_CHAT_RIDDLE = r"(?:[+加]?薇|微我|卫星号?|绿泡泡|小绿)"
_CHAT_LATIN = r"(?:[Ww]e[Cc]hat|WECHAT|[Ww]eixin)"
CHAT = re.compile(
    _CHAT_CUE + r"(?:ID|id|hao|号码|账号|同号|是|为|请加|加我|[ :=,]){0,6} ?(?:[A-Za-z][A-Za-z0-9_-]{5,19}|[0-9]{5,11})"
    r"|" + _CHAT_RIDDLE + r"(?:号|是|为|[^\w.。;；!！?？]){0,4}(?=[A-Za-z]{1,19}[0-9_-])[A-Za-z][A-Za-z0-9_-]{5,19}"
    r"|" + _CHAT_LATIN + r"(?:ID|id|[Nn]ame|[Nn]umber|[Aa]ccount|is|[ ,]){0,6}"
    r"(?:[:=] ?[A-Za-z]|(?=[A-Za-z]{1,19}[0-9_-])[A-Za-z])[A-Za-z0-9_-]{5,19}"
)
"""After a Latin cue a plain word is a sentence going on (“pay with WeChat please”): an id has a colon before it or more than letters.
After a word that only stands for WeChat in a riddle an id has more than letters, too."""

QQ = re.compile(
    r"(?:[Qq] ?[Qq]|扣扣|抠抠|企鹅|球球|秋秋|[加+] ?[Qq](?![A-Za-z])|(?<![A-Za-z0-9])[Qq](?=号|群|:))"
    r"(?:号码?|群|就?是|联系我?|找我|加我|[Nn]umber|is|[ :=,]){0,6} ?[1-9](?: ?[0-9]){4,10}"
)

PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[A-HJ-NP-Z] ?[·.-]? ?"
    r"(?=[A-HJ-NP-Z0-9]{0,5}[0-9])(?:[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])|[A-HJ-NP-Z0-9]{4}[学警港澳挂试领])"
    r"|(?:车牌|号牌|牌照|车号)(?:号码?|是|为|[ :]){0,3} ?[\u4e00-\u9fff]{0,3} ?(?=[A-Z]{0,7}[0-9])[A-Z0-9]{5,8}(?![A-Za-z0-9])"
)
"""Asked of a text in which every numeral is a digit, since a plate's Chinese numerals stand singly between its letters."""

_N = "[0-9零〇一二三四五六七八九十]"
_HOUSE = r"(?:[0-9一二三四五六七八九十]{1,4} ?(?:号楼|栋|幢|座|号院|弄|号)|(?<![A-Za-z])[A-Z] ?(?:座|栋|幢|号楼))"
_FLOOR_UNIT = "(?:(?:[1-9]|[12][0-9])(?:0[1-9]|1[0-9]))"
ROOM = re.compile(
    _HOUSE
    + r" ?,? ?(?:的|里的?)? ?(?:[0-9一二三四五六七八九十甲乙丙]{1,3} ?(?:单元|门|梯) ?)?(?:[0-9]{1,2} ?[-—–] ?)?[0-9]{2,4}"
    + r"(?: ?[室房户号]|(?! ?[0-9年月日人元天次个点分位名岁平米台盏把张条级辆多余]))"
    r"|(?:栋|幢|座) ?[0-9][A-Z]?[0-9]{2} ?[室房]"
    r"|" + _HOUSE + r" ?,? ?(?:" + _N + r"{1,3}|[东南西北中]) ?单元 ?,? ?(?:" + _N + r"{1,2}|[顶底]) ?[楼层]"
    r"|(?:巷|弄|胡同|里|村|街|路|院) ?[0-9]{1,4} ?号 ?[0-9]{1,3} ?[户室房](?!人)"
    r"|(?:[幢栋座]|号楼) ?,? ?" + _N + r"{1,2} ?单元 ?,? ?[零〇一二三四五六七八九十]{3,4}"
    r"|(?<![0-9-])[0-9]{1,3}-[0-9]{1,2}-" + _FLOOR_UNIT + r"(?![0-9-]| ?(?:mm|cm|厘米|毫米|公分))"
    r"|(?:房号|门牌号?|室号)(?:是|[ :]){0,3}[0-9]{2,4}(?![0-9])"
    r"|(?<![0-9])[0-9]{1,3} ?[-—–] ?[0-9]{1,2} ?[-—–] ?[0-9]{3,4} ?(?:室|房|户|号|(?=住|家|的))"
    r"|(?<![第0-9零〇一二三四五六七八九十])" + _N + r"{1,3} ?单元 ?(?:[0-9]{2,4}|[零〇一二三四五六七八九十]{3,4})(?! ?[0-9个名课页题])"
    r"|(?:[Rr]oom|[Ff]lat|[Aa]pt\.?|[Aa]partment|[Uu]nit) ?(?:[Nn]o\.? ?)?[0-9]{1,4}[A-Za-z]?"
    r"(?:,? ?(?:on the |of |in )?(?:(?:[0-9]{1,2}(?:st|nd|rd|th)|ground|top|first|second|third) floor,? ?)?(?:[Bb]uilding|[Bb]lock|[Tt]ower) ?[0-9A-Za-z]{1,4})"
    r"|(?:[Bb]uilding|[Bb]lock|[Tt]ower) ?[0-9A-Za-z]{1,4},? ?(?:[Rr]oom|[Ff]lat|[Aa]pt\.?|[Uu]nit) ?[0-9]{1,4}[A-Za-z]?"
    r"|[Nn]o\.? ?[0-9]{2,4}, ?(?:[Bb]uilding|[Bb]lock|[Tt]ower) ?(?:[0-9]{1,3}|[A-Z])(?![A-Za-z0-9])"
)

_SCHOOL = (
    r"(?:[\u4e00-\u9fff]{2,10}?(?:小学|中学|一中|二中|附小|附中|幼儿园|学校)|第?[一二三四五六七八九十]{1,2}中(?=[读上念就的])"
    r"|(?:[A-Z][a-z]+ ){1,3}(?:(?:Primary|Middle|High|Elementary|Secondary) ?(?:School)?|School|Kindergarten))"
)
_GRADE = (
    r"(?:[一二三四五六七八九1-9高初][年]?[一二三1-3]?年?级|[0-9（(一二三四五六七八九]{1,3}[)）]?班|[1-9][0-9]? ?岁|(?:十[一二三四五六七]?|[三四五六七八九])岁"
    r"|[初高][一二三](?![\u4e00-\u9fff]?[米灯会])|(?<=园)[大中小]班|(?<![\u4e00-\u9fff])[大中小]班(?!车)"
    r"|[Gg]rade ?[0-9]{1,2}|[Yy]ear [0-9]{1,2}"
    r"|(?:son|daughter|boy|girl|child|grandson|granddaughter),? (?:is |aged )?[0-9]{1,2}(?![0-9])"
    r"|[Cc]lass ?[0-9]{1,2}|aged? [0-9]{1,2}|(?:girl|boy|child|pupil) of (?:six|seven|eight|nine|ten|eleven|twelve|[0-9]{1,2}))"
)
_GAP = r"[^。；;!?！？]{0,12}?"
_CHILD = "(?:孩子?|男生|女生|男孩|女孩|小?姑娘|儿子|女儿|孙子|孙女|学生|同学|娃)"
MINOR = re.compile(
    f"{_SCHOOL}{_GAP}{_GRADE}|{_GRADE}{_GAP}(?:就读于?|在|读|上|进|at|of|from|attends|goes to) ?{_SCHOOL}"
    f"|{_GRADE}[)）]?(?:[0-9]{{1,2}}班)?的?(?:{_CHILD}[, ]{{0,2}}|[, ]{{1,2}}){_SCHOOL}"
)
GENERIC_SCHOOL = re.compile(
    r"(?:乡村|农村|村里的?|山区|附近的?|片区|社区|街道|本地|两所|一所|几所|所在|某|镇上?的?|乡镇|特殊教育)?"
    r"(?:完全)?(?:小学|中学|幼儿园|学校)"
)
"""A school that is not named: too coarse to find a child by."""

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙朱胡郭林何罗郑梁谢宋唐许邓冯韩曹彭曾萧田董潘袁蔡蒋余杜叶程魏苏吕丁任卢姚沈姜崔谭陆汪范廖贾韦邱侯熊孟秦阎薛雷贺龚"
_RARER = "钱石金白方龙段史陶黎毛郝顾邵万覃武戴严莫孔向常汤康易乔施赖文庞樊兰殷庄俞祝柯阮耿童鲍齐牛尤芦左柳马于高何夏钟江傅尹洪付邹"
_LATIN = "(?:Wang|Li|Zhang|Liu|Chen|Yang|Zhao|Huang|Zhou|Wu|Xu|Sun|Zhu|Ma|Hu|Guo|Lin|He|Gao|Luo|Zheng|Liang|Xie|Song|Tang|Han|Feng|Deng|Peng|Cao)"
_TITLES = (
    r"(?:先生|女士|小姐|大爷|大妈|大娘|大姐|大哥|奶奶|爷爷|阿姨|叔叔|伯伯|婆婆|师傅|老师|医生|书记|主任|同志|阿婆|老伯"
    r"|老太|老汉|阿公|大叔|大伯|大婶|大嫂|嫂子|队长|站长|[校园院]长|护士|[姐哥](?![妹弟俩]))(?!之类)"
)
_ROLES = "(?:保安|保洁|门卫|护工|房东|邻居|户主|店主|老板|司机|楼长|网格员|志愿者|居民)"
_FORM_CUES = "(?:户主|联系人|签收人|收件人|申请人|负责人|登记人|经办人|受益人|监护人|家属)"
_BEFORE = "(?:^|[^\u4e00-\u9fff]|[给帮找请叫和跟是的为陪送替问由对让]|" + _ROLES + ")"
NAME = re.compile(
    _BEFORE + "(?:[" + _SURNAMES + r"][\u4e00-\u9fff]{0,2}|欧阳|司马|上官|诸葛)" + _TITLES
    + "|" + _BEFORE + "[" + _RARER + "]" + _TITLES
    + "|" + _BEFORE + "[老小][" + _SURNAMES + r"](?=[的家说头])"
    + "|" + _FORM_CUES + r"(?:姓名)?(?:[叫是为]|[ :]){0,3}(?:[" + _SURNAMES + _RARER + r"][\u4e00-\u9fff]{1,2}|欧阳[\u4e00-\u9fff]{1,2})(?![\u4e00-\u9fff])"
    + "|(?:老人|孩子|他|她|邻居|老伴|儿子|女儿|名字)叫[" + _SURNAMES + r"][\u4e00-\u9fff]{1,2}(?![\u4e00-\u9fff])"
    + r"|(?:姓名|名叫|我叫|本人)(?:是|[ :]){0,3}[" + _SURNAMES + r"][\u4e00-\u9fff]{1,2}(?:(?=的)|(?![\u4e00-\u9fff]{3}))"
    + r"|我是[" + _SURNAMES + r"][\u4e00-\u9fff]{1,2}(?![\u4e00-\u9fff])"
    + r"|\b(?:Mr|Mrs|Ms|Miss|Dr|Uncle|Auntie|Aunt|Grandma|Grandpa)\.? [A-Z][a-z]{1,15}\b"
    + r"|\b(?:[Vv]olunteer|[Nn]eighbour|[Rr]esident|named|called|name is|I am|I'm) " + _LATIN + r" [A-Z][a-z]{1,15}\b"
)
LANDLINE_CUE = re.compile(
    r"(?:电话|宅电|座机|固话|联系方式|[Tt]el(?:ephone)?|[Pp]hone)"
    r"(?:号码?|[Nn]umber|is|是|[ .:]){0,6} ?[2-8][0-9]{2,3}[ -]?[0-9]{4}(?![0-9])"
)
