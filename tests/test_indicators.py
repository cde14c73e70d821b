"""Indicators: what each number of a sentence measures, how, which way, for when, and whether it was reached.

A row is a sentence and what must come out for every number of it, and for nothing else; `a|b` accepts either.
"""

# ruff: noqa: E501  a row of a table stays on one line
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.identity import Identity
from govtext.pipes import indicators, quantities, sections
from govtext.pipes.indicators import Mention

case = pytest.param
REPORT = Identity(kind="government_work_report", report_year=2024, review_start=2023, review_end=2023, opens_year=True)
TERM = Identity(kind="government_work_report", report_year=2026, review_start=2021, review_end=2025)
REVIEW, PLAN = ("一、2023年工作回顾", REPORT), ("二、2024年目标任务", REPORT)
REVIEW_5, PLAN_5, PLAN_1 = ("过去五年工作回顾", TERM), ("二、“十五五”时期主要目标", TERM), ("三、2026年重点工作", TERM)
FIRST_PLAN = Identity(kind="government_work_report", report_year=1957, review_start=1956, review_end=1956)
REVIEW_57, PLAN_57 = ("一、一九五六年工作回顾", FIRST_PLAN), ("二、一九五七年主要任务", FIRST_PLAN)
HALF_YEAR = Identity(kind="plan_report", report_year=2024, review_start=2024, review_end=2024, interim=True, part="H1")
REVIEW_H1, PLAN_H2 = ("一、上半年计划执行情况", HALF_YEAR), ("二、下半年工作安排", HALF_YEAR)
Part = tuple[str, Identity]


def find(sentence: str, part: Part = REVIEW) -> tuple[str, list[Mention]]:
    """The text and its mentions; the sentence stands under the heading of the part."""
    heading, identity = part
    text = f"{heading}\n{sentence}"
    numbers, _ = quantities.find(text)
    parts = sections.find(text, identity)
    return text, indicators.find(text, numbers, parts, sections.sentences(text, parts), identity)


def check(sentence: str, part: Part, expected: dict[str, str], told: object) -> None:
    text, mentions = find(sentence, part)
    found = {text[mention.quantity.start : mention.quantity.end]: told(mention) for mention in mentions}  # type: ignore[operator]
    assert found.keys() == expected.keys()
    assert {q: value for q, value in found.items() if value not in expected[q].split("|")} == {}


NAMES = [
    # event verbs belong to the name of what they act on
    case("走访慰问困难职工210人，发放慰问金12.35万元。", {"210人": "走访慰问困难职工", "12.35万元": "发放慰问金"}, id="event: visited, paid out"),
    case("举办技能培训班46期，培训工会干部710余人次。", {"46期": "举办技能培训班", "710余人次": "培训工会干部"}, id="event: held, trained"),
    case("新增专项债券额度8.6亿元。", {"8.6亿元": "新增专项债券额度"}, id="event: new"),
    case("评选劳动模范15名。", {"15名": "评选劳动模范"}, id="event: chosen"),
    case("改造老旧小区22个、惠及居民3180户。", {"22个": "改造老旧小区", "3180户": "惠及居民"}, id="event: each its own"),
    case("新建充电桩400个、停车位1200个。", {"400个": "新建充电桩", "1200个": "新建停车位"}, id="event: one verb for a list"),
    # report verbs, dates and bounds do not
    case("2023年，森林覆盖率达到68.1%。", {"68.1%": "森林覆盖率"}, id="report: date and reached"),
    case("一般公共预算收入首次突破10亿元。", {"10亿元": "一般公共预算收入"}, id="report: first above"),
    case("粮食产量预计达到8.8万吨。", {"8.8万吨": "粮食产量"}, id="report: expected to reach"),
    case("全年接待游客312万人次。", {"312万人次": "接待游客"}, id="report: all year"),
    case("力争林业总产值跨上20亿元台阶。", {"20亿元": "林业总产值"}, id="report: steps up to"),
    # what moved, without the movement
    case("居民消费价格涨幅0.4%。", {"0.4%": "居民消费价格"}, id="movement: rise is no part"),
    case("生产安全事故起数降幅11.1%。", {"11.1%": "生产安全事故起数"}, id="movement: fall is no part"),
    case("单位产值能耗下降3.3%。", {"3.3%": "单位产值能耗"}, id="movement: verb is no part"),
    # 分别 and other lists
    case("城乡居民人均可支配收入分别增长5.9%、7.7%。", {"5.9%": "城镇居民人均可支配收入", "7.7%": "农村居民人均可支配收入"}, id="分别: town and country"),
    case("城镇、农村居民人均可支配收入分别为4.2万元和2.1万元。", {"4.2万元": "城镇居民人均可支配收入", "2.1万元": "农村居民人均可支配收入"}, id="分别: shared head, spelled out"),
    case("高新技术企业、专精特新企业分别达到71家和36家。", {"71家": "高新技术企业", "36家": "专精特新企业"}, id="分别: two things"),
    case("第一、第二、第三产业增加值分别增长3.9%、5.6%、6.2%。", {"3.9%": "第一产业增加值", "5.6%": "第二产业增加值", "6.2%": "第三产业增加值"}, id="分别: three"),
    case("家电、汽车零售额分别增长8%和5%。", {"8%": "家电零售额", "5%": "汽车零售额"}, id="分别: shared head 零售额"),
    case("登记失业率、居民消费价格涨幅分别控制在4.6%和2.4%以内。", {"4.6%": "登记失业率", "2.4%": "居民消费价格"}, id="分别: different things"),
    case("甲镇、乙镇分别新增学位300个、500个。", {"300个": "甲镇新增学位", "500个": "乙镇新增学位"}, id="分别: the deed behind it is shared"),
    case("新增诊所、驿站分别5家、8个。", {"5家": "新增诊所", "8个": "新增驿站"}, id="分别: the deed before it is shared"),
    case("新设茶企数量、合同茶资金额分别增长5%、8%。", {"5%": "新设茶企数量", "8%": "合同茶资金额"}, id="分别: what is measured is not new"),
    case("交通、水利分别完成投资3亿元、2亿元。", {"3亿元": "交通投资", "2亿元": "水利投资"}, id="分别: reached is no part"),
    case("新增茶馆18家、累计达380家。", {"18家": "新增茶馆", "380家": "茶馆"}, id="all there are of what was added to"),
    case("茶馆新增18家、累计达到380家。", {"18家": "茶馆新增", "380家": "茶馆"}, id="all there are, added said behind"),
    case("新增茶馆35家、全区茶馆总数达1100家。", {"35家": "新增茶馆", "1100家": "茶馆总数"}, id="a total shares no deed"),
    case("首店、旗舰店分别新增6家、3家，累计分别达到90家、40家。", {"6家": "首店新增", "3家": "旗舰店新增", "90家": "首店", "40家": "旗舰店"}, id="分别: all there are of what was added to"),
    case("火灾起数、死亡人数分别下降9%、7%。", {"9%": "火灾起数", "7%": "火灾死亡人数"}, id="short: whose it is stands with the first"),
    case("村级财政收入8万元、支出6万元。", {"8万元": "村级财政收入", "6万元": "村级财政支出"}, id="short: the other side"),
    case("粮食播种面积15万亩、产量8万吨。", {"15万亩": "粮食播种面积", "8万吨": "粮食产量"}, id="short: another measure"),
    case("茶叶产值增长8%、出口增长20%。", {"8%": "茶叶产值", "20%": "茶叶出口"}, id="short: a trade"),
    case("新挂牌青栎、望澜2个示范园区。", {"2个": "新挂牌示范园区|示范园区"}, id="enumerated: as many as listed"),
    case("青栎、望澜和云砚3个茶场入选示范。", {"3个": "茶场入选示范"}, id="enumerated: 和 before the last"),
    case("茶叶、竹器12个。", {"12个": "茶叶、竹器"}, id="enumerated: not as many as listed"),
    case("站点共59个，比现有的86个减少27个。", dict.fromkeys(["59个", "86个", "27个"], "站点"), id="hollow: 现有 goes on"),
    case("竹器产量两年增长9%。", {"9%": "竹器产量"}, id="a span of years is no part"),
    case("办证费用由过去的百分之三十降低到百分之二十。", dict.fromkeys(["百分之三十", "百分之二十"], "办证费用"), id="how it was before is no part"),
    case("为了实现把全县人口控制在30万人左右的目标，出台办法。", {"30万人": "全县人口|人口"}, id="an aim is not what is counted"),
    case("要充分发挥八万农民的积极性。", {"八万": "农民的积极性|农民"}, id="people behind a number without a unit"),
    case("户籍人口30万，农民20万。", {"30万": "户籍人口", "20万": "农民"}, id="people before a number without a unit"),
    case("新增高技能人才800人。", {"800人": "新增高技能人才"}, id="人才 is kept whole"),
    case("维护了3000户居民权益。", {"3000户": "维护居民权益"}, id="people behind a verb with 了"),
    case("技工学校达12所，招生900人。", {"12所": "技工学校", "900人": "技工学校招生"}, id="short: a trade stands behind whose it is"),
    case("零售总额增长4%，出口增长5%。", {"4%": "零售总额", "5%": "出口"}, id="short: alone in a clause of its own"),
    case("和美乡村覆盖率达60%。", {"60%": "和美乡村覆盖率"}, id="和美 begins a name"),
    # subject in an earlier clause
    case("粮食产量8.75万吨，增长1.5%。", {"8.75万吨": "粮食产量", "1.5%": "粮食产量"}, id="subject: clause before"),
    case("全区生产总值196.7亿元，比上年增加10.3亿元，增长5.5%。", dict.fromkeys(["196.7亿元", "10.3亿元", "5.5%"], "生产总值|全区生产总值"), id="subject: two clauses before"),
    case("旅游收入17亿元、增长75%，接待游客312万人次、增长68%。", {"17亿元": "旅游收入", "75%": "旅游收入", "312万人次": "接待游客", "68%": "接待游客"}, id="subject: changes midway"),
    case("固定资产投资持续回升，增长7.6%。", {"7.6%": "固定资产投资"}, id="subject: clause without a number"),
    case("已建成充电桩320个，再建400个。", {"320个": "建成充电桩", "400个": "建充电桩|充电桩|建成充电桩"}, id="subject: elliptic second count"),
    case("居民人均可支配收入31713元，其中城镇居民42427元。", {"31713元": "居民人均可支配收入", "42427元": "城镇居民人均可支配收入|城镇居民"}, id="subject: of which"),
    # from A to B
    case("城镇化率从2020年的58.2%提高到2023年的61.5%。", {"58.2%": "城镇化率", "61.5%": "城镇化率"}, id="从到: dated"),
    case("研发投入强度由1.2%提高到1.46%。", {"1.2%": "研发投入强度", "1.46%": "研发投入强度"}, id="从到: undated"),
    case("项目审批时限由45天压至28天。", {"45天": "项目审批时限", "28天": "项目审批时限"}, id="从到: time limit"),
    # number before or after its noun
    case("评选15名劳动模范。", {"15名": "评选劳动模范"}, id="order: number inside"),
    case("培训困难职工和农民工1500人次。", {"1500人次": "培训困难职工和农民工"}, id="order: two nouns, one number"),
    case("为320名患病职工支付补助金85.5万元。", {"320名": "患病职工|支付补助金患病职工", "85.5万元": "支付补助金"}, id="order: for so many people"),
    # conditions and numbers that are part of the thing
    case("签订25人以下小微企业集体合同1508份。", {"1508份": "签订25人以下小微企业集体合同"}, id="condition: below 25 people"),
    case("为60岁以上老人免费体检2.3万人次。", {"2.3万人次": "60岁以上老人免费体检|为60岁以上老人免费体检"}, id="condition: above 60 years"),
    case("引进20万吨级泊位2个。", {"2个": "引进20万吨级泊位"}, id="condition: size class"),
    case("5G基站达到133座。", {"133座": "5G基站"}, id="condition: 5G"),
    case("万元GDP能耗下降3.3%。", {"3.3%": "万元GDP能耗"}, id="condition: per 10,000 yuan"),
    case("建成30万千瓦机组2台。", {"2台": "建成30万千瓦机组|30万千瓦机组"}, id="condition: capacity"),
    # one number for several things
    case("东片、西片社区各有20家。", {"20家": "东片、西片社区"}, id="joint: 各有"),
    # shares of something
    case("第三产业增加值占地区生产总值比重达到52.3%。", {"52.3%": "第三产业增加值占地区生产总值比重"}, id="share: weight in"),
    case("新能源汽车占新车销量的35%。", {"35%": "新能源汽车占新车销量"}, id="share: accounts for"),
    # a total or a rate belongs to what was named before; an aim behind a number is no object
    case("地区生产总值增长6.1%，总量突破900亿元。", {"6.1%": "地区生产总值", "900亿元": "地区生产总值总量"}, id="total: of the last name"),
    case("粮食连续三年增产，总产量8.8万吨。", {"8.8万吨": "粮食总产量"}, id="total: of the clause before"),
    case("紧扣茶农会员年增长12%的目标任务。", {"12%": "茶农会员"}, id="aim: the growth a year is of"),
    case("外贸出口增长目标为7%。", {"7%": "外贸出口"}, id="aim: before the number"),
    case("高新技术企业从27家跃升到86家。", {"27家": "高新技术企业", "86家": "高新技术企业"}, id="从到: what follows is a verb"),
    case("建成公园6个、绿道12公里。", {"6个": "建成公园", "12公里": "建成绿道"}, id="list: one verb for all"),
    case("接待游客310万人次，实现旅游收入18亿元，分别增长12%和15%。", {"310万人次": "接待游客", "18亿元": "旅游收入", "12%": "接待游客", "15%": "旅游收入"}, id="分别: of the two before"),
    case("新建书屋6家，累计建成47家。", {"6家": "新建书屋", "47家": "建成书屋"}, id="verb alone: of what was counted before"),
    case("年初承诺的12件民生实事如期办结。", {"12件": "民生实事如期办结"}, id="object: behind an attribute"),
    case("为3.6万名70岁以上老人免费体检。", {"3.6万名": "70岁以上老人免费体检"}, id="object: begins with a condition"),
    case("高新技术企业由214家增至251家。", {"214家": "高新技术企业", "251家": "高新技术企业"}, id="从到: rose to"),
    case("发放慰问金12万元，人均800元。", {"12万元": "发放慰问金", "800元": "慰问金人均"}, id="total: by head"),
    case("全区有3人获评劳动奖章。", {"3人": "获评劳动奖章"}, id="people: what is said of them"),
    # what says how something was counted, decided, compared or on what ground names nothing
    case("粮食产值12万元，扣除价格因素，比上年增长5%。", {"12万元": "粮食产值", "5%": "粮食产值"}, id="remark: prices, a clause of its own"),
    case("粮食产值12万元，扣除价格因素比上年增长5%。", {"12万元": "粮食产值", "5%": "粮食产值"}, id="remark: prices, in the same clause"),
    case("财政收入9.8亿元，按可比口径增加0.6亿元。", {"9.8亿元": "财政收入", "0.6亿元": "财政收入"}, id="remark: 可比 compares with nothing"),
    case("县里决定将低保标准提高到420元。", {"420元": "低保标准"}, id="handled: 将"),
    case("用两年时间把集中供水率提高到80%。", {"80%": "集中供水率"}, id="handled: 把"),
    case("县财政将安排助学金320万元。", {"320万元": "县财政将安排助学金|安排助学金"}, id="handled: 将 before an act is no 把"),
    case("工业产值在提高效益的基础上增长6%。", {"6%": "工业产值"}, id="ground: 在…基础上"),
    case("出口额从7月份开始大幅度回升，全年达到3.2亿元。", {"3.2亿元": "出口额"}, id="since: 从…开始"),
    case("工业产值一九五七年比一九五二年增长百分之九。", {"百分之九": "工业产值"}, id="date behind the name"),
    case("工业产值增加4亿元，而2023年这一年就增加了2亿元。", {"4亿元": "工业产值", "2亿元": "工业产值"}, id="hollow: 这一年"),
    case("茶叶产量8000吨，相当于前五年总和的1.6倍。", {"8000吨": "茶叶产量", "1.6倍": "茶叶产量"}, id="ratio: 相当于 names nothing"),
    case("工商税收12亿元，占全部收入的47%，比上年增长9%。", {"12亿元": "工商税收", "47%": "工商税收占全部收入", "9%": "工商税收"}, id="share: what it was taken of goes on"),
    case("县预算用于教育的支出，占支出总额的31%。", {"31%": "县预算用于教育的支出占支出总额"}, id="share: of the clause before"),
    case("纱增长8%，布增长6%。", {"8%": "纱", "6%": "布"}, id="one character names a thing"),
    case("工资总额，计划安排为1.5亿元，比上年增加500万元。", {"1.5亿元": "工资总额", "500万元": "工资总额"}, id="report: allotted as"),
    case("职工1.7万人，比2010年的8000人增长两倍。", {"1.7万人": "职工", "8000人": "职工", "两倍": "职工"}, id="people: compared with, nothing said of them"),
    case("进出口总额5亿美元，其中出口3亿美元。", {"5亿美元": "进出口总额", "3亿美元": "出口"}, id="of which: a part by its own name"),
    case("棉布产量增长7%；原煤产量继续增长，达到52万吨。", {"7%": "棉布产量", "52万吨": "原煤产量"}, id="subject: new behind a semicolon"),
    case("培育石溪、柳河、枫桥、云台、北岭、东坪、白塔、南湾、青岩、竹溪、金沙等省级农业园区9个。", {"9个": "省级农业园区"}, id="too long: behind 等"),
    case("工业总产值（不包括手工业产值，下同）增加3亿元。", {"3亿元": "工业总产值"}, id="brackets that a comma tears"),
    case("办结率≥97%。", {"97%": "办结率"}, id="bound: a sign is no part"),
    case("全年节约2800万元。", {"2800万元": "节约"}, id="cut: 约 of 节约 stays"),
    case("2023年就业120人。", {"120人": "就业"}, id="cut: 就 of 就业 stays"),
    case("工业产值2022年比2012年增长9%。", {"9%": "工业产值"}, id="comparison: a year with a year"),
    case("工业产值第三季度增长9%。", {"9%": "工业产值"}, id="date: a quarter behind the thing"),
    case("存款年末300亿元。", {"300亿元": "存款"}, id="date: the year's end behind the thing"),
    case("（一）当前的经济形势\n增长5%。", {"5%": ""}, id="heading: of a part, names nothing"),
    case("（二）居民人均可支配收入\n增长5%。", {"5%": "居民人均可支配收入"}, id="heading: says what is measured"),
    # joints of a list are no parts of words, grades and rates are shared
    case("茶礼普及率、山村电话普及率分别达到71%、64.5%。", {"71%": "茶礼普及率", "64.5%": "山村电话普及率"}, id="list: 及 of 普及"),
    case("茶文化普及率、公益参与率和邻里和谐度分别为6%、7%、8%。", {"6%": "茶文化普及率", "7%": "公益参与率", "8%": "邻里和谐度"}, id="list: 与 of 参与, 和 of 和谐"),
    case("茶渣和污水治理率分别达到61%、52%。", {"61%": "茶渣治理率", "52%": "污水治理率"}, id="list: a rate with its verb"),
    case("创建3家国家级、5家省级、8家市级绿色茶厂。", {"3家": "创建国家级绿色茶厂", "5家": "创建省级绿色茶厂", "8家": "创建市级绿色茶厂"}, id="list: graded things behind numbers"),
    case("国家级、省级绿色茶厂分别新增3家、5家。", {"3家": "国家级绿色茶厂新增", "5家": "省级绿色茶厂新增"}, id="list: graded things before numbers"),
    case("建成42张茶床、扩充44家驿站。", {"42张": "建成茶床", "44家": "扩充驿站"}, id="list: the next verb is no part"),
    case("新增风电装机300千瓦、茶渣发电量30度。", {"300千瓦": "新增风电装机", "30度": "茶渣发电量"}, id="list: what is measured is not new"),
    case("出口规模突破4亿元，占全市份额14%。", {"4亿元": "出口规模", "14%": "出口规模占全市份额"}, id="share: of what only begins like an act"),
    case("茶园机采率分别高于全国、全区3.2、2.7个百分点。", {"3.2": "茶园机采率", "2.7个百分点": "茶园机采率"}, id="gap: compared with two places"),
    case("茶业产值可比增长6%，瓷业产值同比（下同）增长4%。", {"6%": "茶业产值", "4%": "瓷业产值"}, id="at comparable prices is no part"),
    case("值得关注的是茶园面积达3万亩。", {"3万亩": "茶园面积"}, id="what is worth noting is no part"),
    case("税收收入扣除减税因素增长8%。", {"8%": "税收收入"}, id="on what ground, without a comma"),
    case("茶业总量成为全区第二个突破20亿元大关的产业。", {"20亿元": "茶业总量"}, id="which of many it becomes is no part"),
    case("新增茶厂12家，减税降费3亿元。拆旧茶亭9座，拆违7万平方米。", {"12家": "新增茶厂", "3亿元": "减税降费", "9座": "拆旧茶亭", "7万平方米": "拆违"}, id="verb: with its object in it"),
    case("客运量3万人，货运量4万吨，同比增长18%、10%。", {"3万人": "客运量", "4万吨": "货运量", "18%": "客运量", "10%": "货运量"}, id="list: of the things named before, without 分别"),
    case("茶业增加值3亿元，瓷业增加值4亿元，分别占全区总量的16%、42%。", {"3亿元": "茶业增加值", "4亿元": "瓷业增加值", "16%": "茶业增加值占全区总量", "42%": "瓷业增加值占全区总量"}, id="list: shares of the things named before"),
    case("工业和第三产业增加值分别增长5%和6%。", {"5%": "工业增加值", "6%": "第三产业增加值"}, id="list: 产业 is said once"),
    case("银行存、贷款余额分别达到3亿元和4亿元。", {"3亿元": "银行存款余额", "4亿元": "银行贷款余额"}, id="list: half a word"),
    case("小学、初中生均公用经费分别为600元、800元。", {"600元": "小学生均公用经费", "800元": "初中生均公用经费"}, id="list: measured by the head"),
    case("查处茶叶、瓷器等领域案件36件59人。", {"36件": "查处茶叶、瓷器等领域案件", "59人": "查处茶叶、瓷器等领域案件"}, id="counted twice is no list"),
    case("茶叶申请量占全市41%，占全省36%。", {"41%": "茶叶申请量占全市", "36%": "茶叶申请量占全省"}, id="share: of two wholes"),
    case("4个茶场挂牌、9个茶村入选示范。", {"4个": "茶场", "9个": "茶村入选示范"}, id="list: each with a verb of its own"),
    case("投资90万元，完成茶路9公里；投资80万元，完成瓷路7公里。", {"90万元": "投资", "9公里": "完成茶路", "80万元": "投资", "7公里": "完成瓷路"}, id="verb: of what follows, behind a semicolon"),
    case("服务业增加值5亿元，占经济总量的55%。", {"5亿元": "服务业增加值", "55%": "服务业增加值占经济总量"}, id="share: of a noun that begins like a verb"),
    case("收入4亿元，为预算的101%，增长7%。", {"4亿元": "收入", "101%": "收入为预算", "7%": "收入"}, id="share: of a budget, and growth behind it"),
    case("茶羊存栏900头，出栏400头。", {"900头": "茶羊存栏", "400头": "茶羊出栏"}, id="verb: instead of the one before"),
    case("建成茶镇22个，其中省级11个。", {"22个": "建成茶镇", "11个": "省级茶镇"}, id="其中: a grade of what was counted"),
    case("新增1座茶亭、17座书亭。", {"1座": "新增茶亭", "17座": "新增书亭"}, id="list: its verb is said once"),
    case("一、改造茶亭30座。（二）新建茶路9公里。", {"30座": "改造茶亭", "9公里": "新建茶路"}, id="numbering is no part"),
    case("二、三产业增加值3亿元。", {"3亿元": "二、三产业增加值"}, id="a list of numbers is no numbering"),
    case("瓷业加快发展，对经济增长的贡献率提高2个百分点。", {"2个百分点": "瓷业对经济增长的贡献率"}, id="contribution: of what the clause before speaks of"),
    case("茶业增加值增长9%、对工业增长贡献率达35%。", {"9%": "茶业增加值", "35%": "茶业增加值对工业增长贡献率"}, id="contribution: of the thing before it"),
    case("茶叶出口3亿元，总量占全区45%。", {"3亿元": "茶叶出口", "45%": "茶叶出口总量占全区"}, id="share: of a total"),
    case("开通茶路8条、运茶量9万箱。", {"8条": "开通茶路", "9万箱": "运茶量"}, id="a measure takes no verb from the list"),
    case("批捕9人，起诉7人。", {"9人": "批捕", "7人": "起诉"}, id="verb: beside a verb alone"),
    case("茶业收入9亿元。比上年增长17%。", {"9亿元": "茶业收入", "17%": "茶业收入"}, id="a sentence that goes on about the one before"),
    case("瓷业较快发展，增加值达到5亿元。", {"5亿元": "瓷业增加值"}, id="a value added, of what the clause before speaks of"),
    case("茶叶产量恢复至2018年同期水平的70%。", {"70%": "茶叶产量恢复至2018年同期水平"}, id="share: of a year's level"),
    case("云砚区实现茶业税收3亿元，开发区实现瓷业利润2亿元。", {"3亿元": "茶业税收", "2亿元": "开发区实现瓷业利润"}, id="the place that reached it is no part, a zone is"),
    case("7个省级、30个市级茶业项目全部开工。", {"7个": "省级茶业项目全部开工", "30个": "市级茶业项目全部开工"}, id="list: grades, and what is said of all"),
    case("中学9所（含4个教学点）、小学2所。", {"9所": "中学", "4个": "教学点", "2所": "小学"}, id="a thing counted in brackets ends there"),
    case("浓度在26-33微克/立方米之间。", {"26-33微克/立方米": "浓度"}, id="between is no thing"),
    case("1987 年全市茶业产值5亿元。", {"5亿元": "茶业产值"}, id="a year set off by a blank"),
    case("1.茶叶产量增长3%；2、瓷器产量增长7%。", {"3%": "茶叶产量", "7%": "瓷器产量"}, id="labels of a list are no part"),
    case("改造校舍3所，培训300人。", {"3所": "改造校舍", "300人": "培训"}, id="verb: people are none of the things before"),
    case("茶叶亩产90公斤，总产3万吨。", {"90公斤": "茶叶亩产", "3万吨": "茶叶总产"}, id="measures of one crop"),
    case("基本养老、失业保险参保人数分别为9万人、3万人。", {"9万人": "基本养老保险参保人数", "3万人": "失业保险参保人数"}, id="list: the tail is more than its last word"),
    case("城乡常住居民人均收入分别增长5%和6%。", {"5%": "城镇常住居民人均收入", "6%": "农村常住居民人均收入"}, id="list: residents of town and country"),
    case("断面达到或优于Ⅲ类水体比例为98%。", {"98%": "断面达到或优于Ⅲ类水体比例"}, id="better than a grade is part of a name"),
    case("改造7条巷道以及2万平方米老屋。", {"7条": "改造巷道", "2万平方米": "改造老屋"}, id="以及 joins"),
    case("90户240人享受补助。", {"90户": "享受补助", "240人": "享受补助"}, id="said behind the number alone"),
    case("较大以上火情下降28%。", {"28%": "较大以上火情"}, id="较 of 较大 compares nothing"),
    case("有罪判决3人，自然减员12人。", {"3人": "有罪判决", "12人": "自然减员"}, id="words that begin and end like verbs"),
    case("财政收入42.6亿元，完成年度预算的103%。", {"42.6亿元": "财政收入", "103%": "财政收入完成年度预算"}, id="share: of a budget"),
    # nouns that begin like verbs are counted
    case("新增3家上市公司。", {"3家": "新增上市公司"}, id="noun: listed company"),
    case("支持12个脱贫村。", {"12个": "支持脱贫村"}, id="noun: village out of poverty"),
    case("3家上市后备企业落户。", {"3家": "上市后备企业落户"}, id="noun: to be listed before long"),
    # what leads a clause and names nothing
    case("十一是维修供水工程180处。", {"180处": "维修供水工程"}, id="lead: eleventh"),
    case("尽管茶农增加60%。", {"60%": "茶农"}, id="lead: although"),
    case("国家预算规定茶税收入7亿元。", {"7亿元": "茶税收入"}, id="lead: the budget lays down"),
    case("八个职工以上的茶厂有三百多户。", {"三百多户": "八个职工以上的茶厂"}, id="lead: a condition"),
    case("春茶最低收购价每50公斤提高5元。", {"5元": "春茶最低收购价每50公斤"}, id="basis: per 50 kg"),
    case("茶山步道里程新增6公里、突破85公里。", {"6公里": "茶山步道里程新增", "85公里": "茶山步道里程"}, id="stock: behind what was added"),
    case("新增发明专利50件、达到300件。", {"50件": "新增发明专利", "300件": "发明专利"}, id="stock: reached behind what is new"),
    case("农产品出口5亿元，累计9亿元。", {"5亿元": "农产品出口", "9亿元": "农产品出口"}, id="stock: an act that is the name of a statistic stays"),
    case("⑨改造城市危旧房50套。", {"50套": "改造城市危旧房"}, id="lead: circled number"),
    case("可减轻企业负担3亿元。", {"3亿元": "减轻企业负担"}, id="lead: may"),
    case("可再生能源装机5千瓦。", {"5千瓦": "可再生能源装机"}, id="lead: 可 of 可再生 stays"),
    case("改造小区22个、惠及310户家庭。", {"22个": "改造小区", "310户": "惠及家庭"}, id="list: 及 of 惠及 before a number"),
    case("医保补助标准由人均240元增加到人均280元。", {"240元": "医保补助标准", "280元": "医保补助标准"}, id="per head: between the verb and the number"),
    case("生产总值年均增速5%。", {"5%": "生产总值"}, id="movement: a yearly rate"),
    case("粮食播种面积15.7万亩，总产量8.81万吨，增长0.7%。", {"15.7万亩": "粮食播种面积", "8.81万吨": "粮食总产量", "0.7%": "粮食总产量"}, id="total: beside another measure of the crop"),
    case("高新技术企业新增5家，总数达到60家。", {"5家": "高新技术企业新增", "60家": "高新技术企业总数|高新技术企业新增总数"}, id="total: of things"),
    case("从业人员增加40人、居全市第3位。", {"40人": "从业人员"}, id="rank: behind a number of people"),
    case("茶叶出口和瓷器出口占出口的比重分别提高1.1、2.2个百分点。", {"1.1": "茶叶出口占出口的比重", "2.2个百分点": "瓷器出口占出口的比重"}, id="list: a share said once"),
    case("推动茶渣回收率达71%。", {"71%": "茶渣回收率"}, id="lead: who moves a rate"),
    case("新建改造茶园27片、茶亭16座。", {"27片": "新建改造茶园", "16座": "新建改造茶亭"}, id="list: both verbs govern it"),
    case("培育6个世界级、9个区域级茶叶集群。", {"6个": "培育世界级茶叶集群", "9个": "培育区域级茶叶集群"}, id="list: a grade of a region"),
    case("茶产值超百亿县增至4个。", {"4个": "茶产值超百亿县"}, id="condition: a lone scale before what is counted"),
    case("营业收入超百亿企业12家。", {"12家": "营业收入超百亿企业"}, id="condition: 企 of 企业 is no unit"),
    case("建设二道河水库1座。", {"1座": "建设二道河水库"}, id="place: 二道河"),
    case("茶叶、茶具产品出口分别增长2倍、35%。", {"2倍": "茶叶出口", "35%": "茶具产品出口"}, id="list: exports of each"),
    case("制造业、茶产业贷款分别增长12%、9%。", {"12%": "制造业贷款", "9%": "茶产业贷款"}, id="list: loans to each"),
    case("单位产值能耗和二氧化碳排放分别下降12%、9%。", {"12%": "单位产值能耗", "9%": "二氧化碳排放"}, id="list: each is whole"),
    case("茶业、瓷器和竹编业增加值分别增长3.1%、5.2%。", {"3.1%": "茶业增加值", "5.2%": "瓷器和竹编业增加值"}, id="list: 和 inside one thing"),
    case("接待茶客数增长4.1%、茶旅收入增长6.3%。", {"4.1%": "接待茶客数", "6.3%": "茶旅收入"}, id="list: each with its own verb"),
    case("实现茶园滴灌全覆盖、茶渣利用率达71.5%。", {"71.5%": "茶渣利用率"}, id="lead: something said without a number"),
    case("净增茶企64家、茶馆9家。", {"64家": "净增茶企", "9家": "净增茶馆"}, id="list: net additions"),
    case("茶税收入增长4.1%，其中四季度当季增速回升到5.3%。", {"4.1%": "茶税收入", "5.3%": "茶税收入"}, id="lead: of the quarter itself"),
    case("因为陶窑漏水损失瓷土6万吨。", {"6万吨": "陶窑漏水损失瓷土"}, id="lead: why"),
    case("本次活动共计捐赠图书3800册。", {"3800册": "捐赠图书"}, id="lead: on which occasion"),
    case("推动茶旅收入增长6%。", {"6%": "茶旅收入"}, id="lead: who moves what grows"),
    case("推动全县茶业总产值突破7亿元。", {"7亿元": "全县茶业总产值"}, id="lead: who moves a total"),
    case("有需求窑工入住率达83%。", {"83%": "有需求窑工入住率"}, id="lead: 有 of 有需求"),
    case("每座瓷窑的柴耗，由83公斤显著下降为47公斤。", {"83公斤": "每座瓷窑的柴耗", "47公斤": "每座瓷窑的柴耗"}, id="earlier: an adverb names nothing"),
    case("竹林覆盖率，由九十年代的31%，提高到44%。", {"31%": "竹林覆盖率", "44%": "竹林覆盖率"}, id="earlier: a decade names nothing"),
    case("古窑修缮费用，重新招标后降低为300万元。", {"300万元": "古窑修缮费用"}, id="earlier: when it was done names nothing"),
    case("推动竹编总产值达7亿元，占手工业23%，增长4%，增速快于全县2个百分点。", {"7亿元": "竹编总产值", "23%": "竹编总产值占手工业", "4%": "竹编总产值", "2个百分点": "竹编总产值"}, id="share: what it was taken of goes on"),
    case("对山南、山北两地进出口分别下降3%、6%。", {"3%": "对山南进出口", "6%": "山北两地进出口"}, id="list: partners, not 进口 and 出口"),
    case("茶农可支配收入4.3万元，占计划的101%。", {"4.3万元": "茶农可支配收入", "101%": "茶农可支配收入占计划"}, id="share: of what was planned"),
    case("制定窑规8条、修订5条。", {"8条": "制定窑规", "5条": "修订窑规"}, id="verb: another one for the same thing"),
    case("窑厂名录新增6家，退出2家。", {"6家": "窑厂名录新增", "2家": "窑厂名录退出"}, id="verb: instead of what was added"),
    case("退耕还茶60万亩，人工造林90万亩。", {"60万亩": "退耕还茶", "90万亩": "人工造林"}, id="verb: with its object in it"),
    case("县里拨付400万元古窑修缮经费用于招工。", {"400万元": "拨付古窑修缮经费"}, id="object: money of a sort behind its sum"),
    case("流动戏台推广到9个山村。", {"9个": "流动戏台山村"}, id="object: what has spread"),
    case("对南湖、北湖41平方公里水面进行了清理。", {"41平方公里": "对南湖、北湖水面进行了清理"}, id="object: what was done to it"),
    case("向15名合格茶师退还茶税3万元。", {"15名": "合格茶师", "3万元": "退还茶税"}, id="object: whom it is given back to"),
    case("茶业总产值增长9%（不包括村办茶厂为6%）。", {"9%": "茶业总产值", "6%": "茶业总产值不包括村办茶厂"}, id="share: a part in brackets"),
    case("茶园病虫发生率，南山省由2.9‰降到0.6‰。", {"2.9‰": "茶园病虫发生率南山省", "0.6‰": "茶园病虫发生率南山省"}, id="earlier: a place is not measured"),
    case("上调了一、二类竹林的养护补贴，提高幅度为12%和7%。", {"12%": "一类竹林的养护补贴", "7%": "二类竹林的养护补贴"}, id="earlier: what was raised"),
    case("竹价上涨幅度较上年明显放慢，保持在5%左右。", {"5%": "竹价"}, id="earlier: without what is said of it"),
    case("重修的7座古窑都是明代遗存。", {"7座": "古窑"}, id="object: without what it is"),
    case("两次降低摊位租金，五次上调窑工补助。", {"两次": "降低摊位租金", "五次": "上调窑工补助"}, id="object: an act done so often"),
    case("茶港货物吞吐量时隔5年再次突破3亿吨。", {"3亿吨": "茶港货物吞吐量"}, id="trail: after so many years"),
    case("举办窑工培训9期、新招收学徒60名。", {"9期": "举办窑工培训", "60名": "新招收学徒"}, id="list: a verb with 新"),
    case("城市、农村茶户低保对象分别为3万人、5万人。", {"3万人": "城市茶户低保对象", "5万人": "农村茶户低保对象"}, id="list: two sides of one thing"),
    case("乡村瓷器铺9户、瓷器匠14人。", {"9户": "乡村瓷器铺", "14人": "乡村瓷器匠"}, id="list: of the same side"),
    case("有力应对山区四场寒潮、冰冻。", {"四场": "应对山区寒潮、冰冻"}, id="verb: 应对, and a list behind it"),
    case("瓷器产量（不计残品，下同），连同私窑在内，突破3万件。", {"3万件": "瓷器产量"}, id="earlier: a remark on what is included"),
    case("省财政拟安排茶农保障资金30亿元。", {"30亿元": "省财政安排茶农保障资金"}, id="inside: 拟"),
    case("瓷窑日产量由原定90件调整到120件。", {"90件": "瓷窑日产量", "120件": "瓷窑日产量"}, id="trail: what was laid down before"),
    case("瓷器网销额在全省率先突破9亿元。", {"9亿元": "瓷器网销额"}, id="trail: before all others"),
    case("新建农贸市场5家、超市12家。", {"5家": "新建农贸市场", "12家": "新建超市"}, id="list: 超市 is no place"),
    case("国内旅游人数300万人次、旅游收入20亿元。", {"300万人次": "国内旅游人数", "20亿元": "旅游收入"}, id="list: another measure is not of the same side"),
    case("清理河道垃圾500吨，清理房前屋后300处。", {"500吨": "清理河道垃圾", "300处": "清理房前屋后"}, id="房前屋后 is a thing"),
    case("举办12场实事求是专题培训班。", {"12场": "举办实事求是专题培训班"}, id="object: 是 of 实事求是"),
    case("清退工钱，保证金3亿元。", {"3亿元": "保证金"}, id="lead: 保证 of 保证金"),
    case("推进与5个国家合作。", {"5个": "推进与国家合作"}, id="object: 与 before a partner"),
    case("竹编销售额连跨两个台阶，增长5%。", {"两个": "竹编销售额", "5%": "竹编销售额"}, id="trail: steps in a row"),
    case("茶碗产量20万只；表30万只。", {"20万只": "茶碗产量", "30万只": "表"}, id="thing of one character: 表"),
    case("现在村里的戏台有12座。", {"12座": "村里的戏台"}, id="lead: 现在"),
    case("保证每年多修戏台6座。", {"6座": "多修戏台"}, id="lead: 保证"),
    case("建成竹编博物馆和3个窑址公园。", {"3个": "建成窑址公园"}, id="list: behind a thing without a number"),
    case("村里办起戏班4个，资助学生35人。", {"4个": "村里办起戏班", "35人": "资助学生"}, id="verb: with its object"),
    case("主要指标都有提高，包括茶业总产值增长5%。", {"5%": "茶业总产值"}, id="lead: 包括"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), NAMES)
def test_name(sentence: str, expected: dict[str, str]) -> None:
    check(sentence, REVIEW, expected, lambda mention: mention.name)


KINDS = [
    # amounts and shares
    case("粮食产量8.75万吨。", {"8.75万吨": "level"}, id="level: amount"),
    case("PM2.5平均浓度降至26微克/立方米。", {"26微克/立方米": "level"}, id="level: fell to"),
    case("高新技术企业增至71家。", {"71家": "level"}, id="level: rose to"),
    case("新增学位1800个。", {"1800个": "level"}, id="level: new is an amount"),
    case("新增减税降费1.3亿元。", {"1.3亿元": "level"}, id="level: tax relief"),
    case("新建茶渣压缩站3座。", {"3座": "level"}, id="level: 压缩 of a machine's name"),
    case("较大以上火情下降28%。", {"28%": "growth down"}, id="growth: 较 of 较大"),
    case("茶业、瓷业产值增幅分别回落5个百分点、2个百分点。", {"5个百分点": "change down", "2个百分点": "change down"}, id="change: a list falls"),
    case("茶业产值、瓷业产值分别增长-9.3%、11.1%。", {"9.3%": "growth down", "11.1%": "growth up"}, id="growth: the minus is its own number's"),
    case("茶园机采率分别高于全国、全区3.2、2.7个百分点。", {"3.2": "gap up", "2.7个百分点": "gap up"}, id="gap: to two places"),
    case("项目投资超序时进度9个百分点。", {"9个百分点": "gap up"}, id="gap: to what was due"),
    case("茶业增长为3%，瓷业年增率2.1%。", {"3%": "growth up", "2.1%": "growth up"}, id="growth: said as a rate"),
    case("比雨水最多的2019年增长6.4%。", {"6.4%": "growth up"}, id="growth: compared with a year that is described"),
    case("超额完成计划的茶厂有30家。", {"30家": "level"}, id="level: more than planned"),
    case("用户净增9万户、突破90万户。", {"9万户": "change up", "90万户": "level"}, id="level: all there are, behind how many came"),
    case("茶叶增产7万斤，连续8年保持在90万斤以上。", {"7万斤": "change up", "90万斤": "level"}, id="level: held, behind how much it grew"),
    case("达到或优于Ⅲ类水体比例为98%。", {"98%": "share"}, id="share: better than a grade compares nothing"),
    case("因提高效率而增加的占62%。", {"62%": "share"}, id="share: 占 beside a verb of movement"),
    case("完成全年削减任务的83%。", {"83%": "share"}, id="share: of a task to cut"),
    case("很快就有900人报名。", {"900人": "level"}, id="level: 快 of 很快"),
    case("增速比一季度回落2个百分点。", {"2个百分点": "change down"}, id="change: since a quarter"),
    case("出台减产不减收的措施30条。", {"30条": "level"}, id="level: 减收 before 的"),
    case("节约标准煤1.2万吨。", {"1.2万吨": "level"}, id="level: saved"),
    case("建会企业女职工合同签订率达93%以上。", {"93%": "share"}, id="share: rate"),
    case("森林覆盖率提升到68.1%。", {"68.1%": "share"}, id="share: rose to"),
    case("民间投资占比46.2%。", {"46.2%": "share"}, id="share: proportion"),
    # relative and absolute change
    case("工业用电量增长2.1%。", {"2.1%": "growth up"}, id="growth: up"),
    case("机关公用经费压减6%。", {"6%": "growth down"}, id="growth: cut"),
    case("网上交易额增长三成。", {"三成": "growth up"}, id="growth: tenths"),
    case("居民消费价格涨幅0.4%。", {"0.4%": "growth up"}, id="growth: rise as a noun"),
    case("工业投资、民间投资分别增长8.2%和5.6%。", {"8.2%": "growth up", "5.6%": "growth up"}, id="growth: 分别, both"),
    case("城乡居民人均可支配收入分别增长5.9%、7.7%。", {"5.9%": "growth up", "7.7%": "growth up"}, id="growth: 分别 joined by a comma, both"),
    case("登记失业率、居民消费价格涨幅分别控制在4.6%和2.4%以内。", {"4.6%": "share", "2.4%": "growth up"}, id="growth: 分别, a rate and a rise"),
    case("出口额比上年增加3.5亿元。", {"3.5亿元": "change up"}, id="change: amount up"),
    case("粮食产量比上年减少400吨。", {"400吨": "change down"}, id="change: amount down"),
    case("耕地面积净增620亩。", {"620亩": "change up"}, id="change: net"),
    case("降低企业用电成本460万元。", {"460万元": "change down"}, id="change: costs cut"),
    # points, gaps, multiples
    case("城镇登记失业率3.2%，下降0.4个百分点。", {"3.2%": "share", "0.4个百分点": "change down"}, id="points: own past"),
    case("工业增速比上年加快1.2个百分点。", {"1.2个百分点": "change up"}, id="points: faster than the year before"),
    case("财政收入增速快于上年2.9个百分点。", {"2.9个百分点": "change up"}, id="points: 快于 the year before"),
    case("生产总值增速快于全市0.4个百分点。", {"0.4个百分点": "gap up"}, id="gap: to the city"),
    case("研发投入强度1.46%，比全市平均水平低0.52个百分点。", {"1.46%": "share", "0.52个百分点": "gap down"}, id="gap: to the average"),
    case("居民收入比全市平均水平高320元。", {"320元": "gap up"}, id="gap: amount"),
    case("固定资产投资低于预期目标0.5个百分点。", {"0.5个百分点": "gap down"}, id="gap: to the target"),
    case("固定资产投资低于年初目标0.5个百分点。", {"0.5个百分点": "gap down"}, id="gap: to the target set at the beginning of the year"),
    case("城镇新增就业3486人，比年度计划多286人。", {"3486人": "level", "286人": "gap up"}, id="gap: to the plan"),
    case("城乡居民收入分别高于全市2.7个、1.9个百分点。", {"2.7个": "gap up", "1.9个百分点": "gap up"}, id="gap: unit written once for a list"),
    case("在档困难职工129户，比上年末减少14户。", {"129户": "level", "14户": "change down"}, id="change: fewer than a year ago"),
    case("网络零售额是上年的1.3倍。", {"1.3倍": "multiple up"}, id="multiple: of"),
    case("游客接待量增长2.5倍。", {"2.5倍": "multiple up"}, id="multiple: grew by"),
    case("进出口总额增长-2.1%。", {"2.1%": "growth down"}, id="growth: below nothing"),
    case("工业产值增长7.5%（不包括乡镇企业7%）。", {"7.5%": "growth up", "7%": "growth up"}, id="growth: in brackets without a part of it"),
    case("当年支出超过当年收入1.8亿元。", {"1.8亿元": "gap up"}, id="gap: spending above income"),
    case("基本建设投资比“六五”期间增长七成。", {"七成": "growth up"}, id="growth: compared with a plan's years"),
    case("教育经费比上一个五年增加17亿元。", {"17亿元": "change up"}, id="change: compared with the five years before"),
    case("用于新增加职工的工资有3亿元。", {"3亿元": "level"}, id="level: 新增加 says which"),
    case("中央财政超收20亿元。", {"20亿元": "level"}, id="level: collected above the budget"),
    case("集中采购药品平均降价50%。", {"50%": "growth down"}, id="growth: cheaper"),
    case("外贸占比-3.5万吨。", {}, id="a negative amount is left out"),
    case("工业产值比上年增加3亿元，即7.8%。", {"3亿元": "change up", "7.8%": "growth up"}, id="growth: said again in per cent"),
    case("延长营业时间线路12条。", {"12条": "level"}, id="level: lines of which something is longer"),
    case("出口同比负增长2.1%。", {"2.1%": "growth down"}, id="growth: said to be negative"),
    case("工业产值的增长速度，2022年为4%，2023年达到6%。", {"4%": "growth up", "6%": "growth up"}, id="growth: its speed is the subject"),
    case("党员120人，即7.8%。", {"120人": "level", "7.8%": "share"}, id="share: of a level said again"),
    case("茶税增速、用水强度降低幅度两个指标没有达到预期。", {"两个": "level"}, id="count: of indicators, one of which fell"),
    case("工作人员总数减少幅度为25%。", {"25%": "growth down"}, id="movement: the extent of a fall"),
    case("改造提升25个养老驿站。", {"25个": "level"}, id="act: 改造提升 is done with things"),
    case("改造提升养老驿站25个。", {"25个": "level"}, id="act: 改造提升 before the thing"),
    case("加快6个抽水电站建设。", {"6个": "level"}, id="manner: 加快 is no rise of what is counted"),
    case("公交线路延长12条。", {"12条": "level"}, id="manner: 延长 is no rise in number"),
    case("占比分别提高1.1、2.2和5个百分点。", {"1.1": "change up", "2.2": "change up", "5个百分点": "change up"}, id="points: written once for a list"),
    case("评比活动压减四成。", {"四成": "growth down"}, id="growth: 比 of 评比 compares nothing"),
    case("净增茶企64家、茶馆9家。", {"64家": "change up", "9家": "change up"}, id="change: one verb for a list"),
    case("茶叶、茶具产品出口分别增长2倍、35%。", {"2倍": "multiple up", "35%": "growth up"}, id="growth: beside a multiple"),
    case("建成压缩空气储茶等3个茶库。", {"3个": "level"}, id="level: 压缩空气 is a thing"),
    case("增产青茶7万吨。", {"7万吨": "change up"}, id="change: more was made"),
    case("落实增产节约措施30条。", {"30条": "level"}, id="level: measures to make more"),
    case("竹价上涨幅度较上年明显放慢，保持在5%左右。", {"5%": "growth up"}, id="growth: by the name in an earlier clause"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), KINDS)
def test_kind_and_direction(sentence: str, expected: dict[str, str]) -> None:
    check(sentence, REVIEW, expected, lambda mention: f"{mention.kind} {mention.direction}".strip())


STATUSES = [
    case(REVIEW, "粮食产量8.75万吨。", {"8.75万吨": "actual"}, id="review"),
    case(REVIEW, "粮食产量预计达到8.8万吨。", {"8.8万吨": "actual"}, id="review: expected for the year reviewed"),
    case(REVIEW, "登记失业率控制在4%以内。", {"4%": "actual"}, id="review: held below"),
    case(REVIEW, "开工项目37个，计划总投资42.8亿元。", {"37个": "actual", "42.8亿元": "actual"}, id="review: investment of projects started"),
    case(PLAN, "全区生产总值增长5.5%左右。", {"5.5%": "target"}, id="plan"),
    case(PLAN, "计划新建学校3所。", {"3所": "target"}, id="plan: planned"),
    case(PLAN, "我们要确保粮食产量8万吨以上。", {"8万吨": "target"}, id="plan: ensure"),
    case(PLAN, "财政收入预计增长5%。", {"5%": "target"}, id="plan: expected"),
    case(PLAN, "去年粮食产量8.75万吨，今年要达到8.9万吨。", {"8.75万吨": "actual", "8.9万吨": "target"}, id="plan: last year beside this year"),
    case(PLAN, "2023年，粮食产量8.75万吨。", {"8.75万吨": "actual"}, id="plan: dated back"),
    case(PLAN, "目前已有充电桩320个。", {"320个": "actual"}, id="plan: already there"),
    case(PLAN, "到2027年，高新技术企业达到120家。", {"120家": "target"}, id="plan: by a later year"),
    case(REVIEW, "实现了年初提出的增长5%的预期目标。", {"5%": "target"}, id="review: the goal that was set"),
    case(PLAN, "城镇化率由61.5%提高到62.5%。", {"61.5%": "actual", "62.5%": "target"}, id="plan: the baseline is actual"),
    case(REVIEW, "固定资产投资比年初目标低2.4个百分点。", {"2.4个百分点": "actual"}, id="review: short of an aim"),
    case(PLAN, "农民合作社由320家增加到400家。", {"320家": "actual", "400家": "target"}, id="plan: where the change begins"),
    case(REVIEW, "全年工业产值计划比上年增长6%，预计可以超过。", {"6%": "target"}, id="review: planned to grow"),
    case(REVIEW, "年度计划投资完成率114%。", {"114%": "actual"}, id="review: a rate of what was planned"),
    case(REVIEW, "预算规定，收入为3亿元，支出为2.8亿元。", {"3亿元": "target", "2.8亿元": "target"}, id="review: laid down in a budget"),
    case(REVIEW, "2025年计划草案拟定，工业产值增长5%。", {"5%": "target"}, id="review: a year still to come"),
    case(PLAN, "上年结转收入1.1亿元。", {"1.1亿元": "target"}, id="plan: money brought forward"),
    case(PLAN, "目前固定职工的比例已由50%上升到80%以上。", {"50%": "actual", "80%": "actual"}, id="plan: how things stand"),
    case(PLAN, "今年拟从去年超收收入中安排5亿元设立基金。", {"5亿元": "target"}, id="plan: taken from last year's money"),
    case(PLAN, "安排赤字30亿元，比上年减少2亿元。", {"30亿元": "target", "2亿元": "target"}, id="plan: compared with the year before"),
    case(REVIEW, "2023年新增就业目标3000人以上。", {"3000人": "target"}, id="review: an aim said before the number"),
    case(PLAN, "现在全市有100多个社区办起了食堂。", {"100多个": "actual"}, id="plan: what there is now"),
    case(PLAN, "五年来，新建学校9所。", {"9所": "actual"}, id="plan: years that have passed"),
    case(REVIEW, "为实现人口控制在30万人以内的目标，出台办法。", {"30万人": "target"}, id="review: for an aim to be reached"),
    case(REVIEW, "力争全年接待游客4万人次，实现旅游收入2亿元。", {"4万人次": "target", "2亿元": "target"}, id="review: strive for all it lists"),
    case(REVIEW, "2024年，将持续推进改造，修缮老屋9座。", {"9座": "target"}, id="review: a sentence about the year planned"),
    case(REVIEW, "2024年1月，新建茶亭3座。", {"3座": "actual"}, id="review: what has been done in the year planned"),
    case(REVIEW, "计划改造老屋30座，将培训茶农90人。", {"30座": "target", "90人": "target"}, id="review: what will be done"),
    case(REVIEW, "能耗降低7.9%（原计划降低8.4%）。", {"7.9%": "actual", "8.4%": "target"}, id="review: what had first been planned"),
    case(REVIEW, "提出发展目标：茶业增长6%，瓷业增长4%。", {"6%": "target", "4%": "target"}, id="review: aims that are set"),
    case(REVIEW, "完成新增就业目标3000人。", {"3000人": "actual"}, id="review: an aim that was reached, said before"),
    case(REVIEW_H1, "上半年，新增就业3000人。", {"3000人": "actual"}, id="half-year: its first half"),
    case(PLAN_H2, "下半年，新增就业2000人。", {"2000人": "target"}, id="half-year: the second half of the year it reviews"),
    case(PLAN_H2, "去年粮食产量8.75万吨，今年要达到8.9万吨。", {"8.75万吨": "actual", "8.9万吨": "target"}, id="half-year: last year beside this year"),
    case(PLAN, "为了使戏台达到9座，要抓紧筹资。", {"9座": "target"}, id="plan: 了 of 为了"),
    case(PLAN, "我国有14亿茶客，要把茶种好。", {"14亿": "actual"}, id="plan: what the country has"),
    case(PLAN, "今年，我们有12件实事要办。", {"12件": "target"}, id="plan: what there is to do"),
    case(PLAN, "到2025年底，300个村实现了通路。", {"300个": "target"}, id="plan: done by a date to come"),
    case(PLAN, "对3万平方米茶园进行了普查。", {"3万平方米": "actual"}, id="plan: done, said behind the number"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "sentence", "expected"), STATUSES)
def test_status(part: Part, sentence: str, expected: dict[str, str]) -> None:
    check(sentence, part, expected, lambda mention: mention.status)


PERIODS = [
    # the section's year, or the sentence's own
    case(REVIEW, "粮食产量8.75万吨，比上年增加0.2万吨。", {"8.75万吨": "2023", "0.2万吨": "2023"}, id="section: review; 比上年 is no period"),
    case(PLAN, "生产总值增长5.5%。", {"5.5%": "2024"}, id="section: plan"),
    case(REVIEW, "2022年财政收入9.8亿元。", {"9.8亿元": "2022"}, id="stated: year"),
    case(PLAN, "去年粮食产量8.75万吨，今年要达到8.9万吨。", {"8.75万吨": "2023", "8.9万吨": "2024"}, id="stated: last year, this year"),
    case(PLAN, "到2027年，高新技术企业达到120家。", {"120家": "2027"}, id="stated: by a year"),
    case(REVIEW, "上半年出口额12亿元，下半年出口额15亿元。", {"12亿元": "2023H1", "15亿元": "2023H2"}, id="stated: halves"),
    case(REVIEW, "三季度工业增加值增长4.6%。", {"4.6%": "2023Q3"}, id="stated: quarter"),
    case(PLAN, "上半年力争完成投资20亿元。", {"20亿元": "2024H1"}, id="stated: half of the year planned"),
    case(REVIEW, "2021年至2023年，植树30万株。", {"30万株": "2021-2023"}, id="stated: from year to year"),
    case(REVIEW, "近三年累计植树30万株。", {"30万株": "2021-2023"}, id="stated: last three years"),
    case(PLAN, "三年内新增床位900张。", {"900张": "2024-2026"}, id="stated: within three years"),
    case(REVIEW, "2023年财政收入比2020年增长18%。", {"18%": "2023"}, id="stated: compared with a year"),
    case(REVIEW, "村均收入是2020年的1.9倍。", {"1.9倍": "2023"}, id="stated: multiple of a year"),
    # from A to B
    case(REVIEW, "城镇化率从2020年的58.2%提高到2023年的61.5%。", {"58.2%": "2020", "61.5%": "2023"}, id="从到: dated"),
    case(REVIEW, "研发投入强度由1.2%提高到1.46%。", {"1.2%": "", "1.46%": "2023"}, id="从到: undated baseline stays empty"),
    case(REVIEW_5, "城镇化率从58.2%提高到63.5%。", {"58.2%": "2020", "63.5%": "2025"}, id="从到: five years, baseline before the plan"),
    case(REVIEW_5, "高速公路里程由120公里增加到186公里。", {"120公里": "2020", "186公里": "2025"}, id="从到: five years, stock"),
    # five years reviewed: stocks and rates are the last year's, flows and growth the span's
    case(REVIEW_5, "森林覆盖率达到68.5%。", {"68.5%": "2025"}, id="five years: rate reached"),
    case(REVIEW_5, "地区生产总值达到260亿元。", {"260亿元": "2025"}, id="five years: amount reached"),
    case(REVIEW_5, "新建学校36所。", {"36所": "2021-2025"}, id="five years: acts"),
    case(REVIEW_5, "累计发放助学金1.2亿元。", {"1.2亿元": "2021-2025"}, id="five years: cumulated"),
    case(REVIEW_5, "地区生产总值年均增长5.8%。", {"5.8%": "2021-2025"}, id="five years: yearly growth"),
    case(REVIEW_5, "农村居民人均可支配收入增长45%。", {"45%": "2021-2025"}, id="five years: growth over all"),
    case(REVIEW_5, "粮食产量连续五年保持在8万吨以上。", {"8万吨": "2021-2025"}, id="five years: held"),
    case(REVIEW_5, "2025年，财政收入12.6亿元。", {"12.6亿元": "2025"}, id="five years: the last named"),
    case(REVIEW_5, "平均每年新增就业3200人。", {"3200人": "2021-2025"}, id="five years: yearly average"),
    # five years planned
    case(PLAN_5, "地区生产总值年均增长5%以上。", {"5%": "2026-2030"}, id="plan of five years: growth"),
    case(PLAN_5, "城镇化率达到70%。", {"70%": "2030"}, id="plan of five years: reached at its end"),
    case(PLAN_5, "城镇调查失业率控制在5.5%以内。", {"5.5%": "2026-2030"}, id="plan of five years: held throughout"),
    case(PLAN_5, "新增学位1.2万个。", {"1.2万个": "2026-2030"}, id="plan of five years: acts"),
    case(PLAN_1, "地区生产总值增长5%左右。", {"5%": "2026"}, id="the first year of the next five"),
    case(REVIEW, "2023年工业产值90亿元，比2018年增长40%，年均增长7%。", {"90亿元": "2023", "40%": "2023", "7%": "2019-2023"}, id="yearly growth since the year compared with"),
    case(REVIEW, "上半年投资下降3.6%，全年完成98.6亿元。", {"3.6%": "2023H1", "98.6亿元": "2023"}, id="the whole year behind a half"),
    case(REVIEW, "农村污水治理率由上年的38%提高到44.5%。", {"38%": "2022", "44.5%": "2023"}, id="baseline of the year before"),
    case(REVIEW, "村均收入28.6万元，是2020年的1.9倍。", {"28.6万元": "2023", "1.9倍": "2023"}, id="a year compared with is no period"),
    case(PLAN, "2027年主要产品的计划产量如下：\n粮食：达到9万吨，增长3%。\n茶叶：达到4000吨。", {"9万吨": "2027", "3%": "2027", "4000吨": "2027"}, id="a list announced with its year"),
    # the year spoken of, in the sentence or its paragraph
    case(PLAN, "2024年预算规定，收入3亿元。同2023年决算比较，本年收入增长9%。", {"3亿元": "2024", "9%": "2024"}, id="named: 本年 of a budget"),
    case(REVIEW, "2020年投资9亿元。当年支出超过收入2亿元。", {"9亿元": "2020", "2亿元": "2020"}, id="named: 当年 in the next sentence"),
    case(REVIEW, "2022年增长8%，2023年增长6%，两年平均增长7%。", {"8%": "2022", "6%": "2023", "7%": "2022-2023"}, id="named: an average up to the year named"),
    case(REVIEW, "从2020年至2022年，植树30万株。这三年造林2万亩。", {"30万株": "2020-2022", "2万亩": "2020-2022"}, id="named: 这三年 of the span before"),
    case(REVIEW, "在刚刚过去的2022年，经济发展良好。工业产值增长9%。", {"9%": "2022"}, id="named: 过去的 for the paragraph"),
    case(REVIEW, "2022年财政收入9亿元。其中：税收7亿元。", {"9亿元": "2022", "7亿元": "2022"}, id="named: 其中 goes on"),
    case(REVIEW, "2022年主要产品的产量是：茶叶8000吨；水果3万吨。", {"8000吨": "2022", "3万吨": "2022"}, id="named: a list behind a colon"),
    case(PLAN, "上年结转收入1.1亿元。", {"1.1亿元": "2024"}, id="money brought forward is of this year"),
    case(PLAN, "今年拟从去年超收收入中安排5亿元。", {"5亿元": "2024"}, id="where money is taken from is no period"),
    # years that only say what is compared with, or at what prices
    case(REVIEW, "农业税3亿元，为2019年的98.9%。", {"3亿元": "2023", "98.9%": "2023"}, id="ratio to a year"),
    case(REVIEW, "同刚刚恢复的2010年相比，工业产值增长八倍。", {"八倍": "2023"}, id="compared with a year, said behind it"),
    case(REVIEW, "产值65亿元，比2018年的27亿元增长141%。", {"65亿元": "2023", "27亿元": "2018", "141%": "2023"}, id="what is compared with is of its own year"),
    case(REVIEW, "低保标准2300元（2010年不变价），比2019年提高9%。", {"2300元": "2023", "9%": "2023"}, id="year of prices"),
    case(PLAN, "按2020年价格计算，2027年工业产值达到90亿元；建筑业产值达到20亿元。", {"90亿元": "2027", "20亿元": "2027"}, id="year of prices before the year meant"),
    case(REVIEW, "学校由2020年的67所增加到2023年的72所，招生数由2.8万人增加到3.1万人。", {"67所": "2020", "72所": "2023", "2.8万人": "2020", "3.1万人": "2023"}, id="从到: two changes with one beginning"),
    case(REVIEW, "2022年同2018年相比，零售总额由15亿元增加到25亿元。", {"15亿元": "2018", "25亿元": "2022"}, id="从到: begins in the year compared with"),
    case(REVIEW_5, "产值从2020年的9亿元增加到2024年的12亿元；税收从3亿元增加到4亿元，年均增长7%。", {"9亿元": "2020", "12亿元": "2024", "3亿元": "2020", "4亿元": "2024", "7%": "2021-2024"}, id="从到: parallel parts of a sentence"),
    case(REVIEW, "2021年至2023年，分别完成工业投入3亿元、4亿元和6亿元。", {"3亿元": "2021", "4亿元": "2022", "6亿元": "2023"}, id="从到: a number for each year"),
    case(REVIEW, "2021年、2022年、2023年分别新增就业3万人、4万人、6万人。", {"3万人": "2021", "4万人": "2022", "6万人": "2023"}, id="years one by one, a number for each"),
    case(REVIEW_5, "生产总值年均增长9%，高于全国2.1个百分点。", {"9%": "2021-2025", "2.1个百分点": "2021-2025"}, id="five years: a gap of the growth before it"),
    case(REVIEW, "上半年全市接待游客9万人次，旅游收入2亿元。", {"9万人次": "2023H1", "2亿元": "2023H1"}, id="a half that opens its sentence"),
    case(REVIEW, "5年来，新建学校36所。", {"36所": "2019-2023"}, id="years in figures that have passed"),
    case(REVIEW, "税收9亿元，较上年8亿元增长9%。", {"9亿元": "2023", "8亿元": "2022", "9%": "2023"}, id="the amount of the year before"),
    case(REVIEW_H1, "新增就业3000人，粮食产量比上年增长4%。", {"3000人": "2024H1", "4%": "2024H1"}, id="half-year: what its review counts"),
    case(PLAN_H2, "新增就业2000人。", {"2000人": "2024"}, id="half-year: what is planned"),
    case(REVIEW, "民国111年岁入9亿元，较民国110年增加2亿元。", {"9亿元": "2022", "2亿元": "2022"}, id="a year of the Republic"),
    case(REVIEW, "今年首三季茶业增长3%。", {"3%": "2024Q1-Q3"}, id="quarters in the words of Hong Kong"),
    case(REVIEW, "初步核算，一季度茶业产值9亿元，瓷业产值5亿元。其中出口3亿元。", {"9亿元": "2023Q1", "5亿元": "2023Q1", "3亿元": "2023Q1"}, id="a quarter behind a remark opens its sentence"),
    case(REVIEW, "上半年完成投资9亿元，占年度目标任务的55%，增长3%。", {"9亿元": "2023H1", "55%": "2023H1", "3%": "2023H1"}, id="a year's task is no time"),
    # five-year plans and what is counted in them
    case(PLAN, "“十四五”计划草案规定，工业产值平均每年增长7%；农业产值平均每年增长4%。", {"7%": "2021-2025", "4%": "2021-2025"}, id="plan: laid down, for all its years"),
    case(REVIEW_57, "在五年计划的前三年，棉纱增产3万件。糖产量前三年增加1万吨。", {"3万件": "1953-1955", "1万吨": "1953-1955"}, id="plan: its first years, said again"),
    case(PLAN_57, "第一个五年计划规定了指标。五年内工业产值增长九成。", {"九成": "1953-1957"}, id="plan: 五年内 in its paragraph"),
    case(REVIEW_57, "“一五”后两年新建工厂12家。", {"12家": "1956-1957"}, id="plan: its last years"),
    case(REVIEW, "2021年以来，累计建成公园9个。", {"9个": "2021-2023"}, id="since a year"),
    case(REVIEW, "近3年新增床位900张。", {"900张": "2021-2023"}, id="years in figures"),
    case(REVIEW, "粮食产量连续9年稳定在8万吨以上，新建粮仓3座。", {"8万吨": "2015-2023", "3座": "2023"}, id="held for years on end, in its clause alone"),
    case(REVIEW, "启动三年补植行动，补种茶苗600株。", {"600株": "2023"}, id="a programme's years are no period"),
    case(REVIEW, "五年来，各项事业取得新成就。粮食增产8%，新建学校36所，存款突破90亿元。", {"8%": "2019-2023", "36所": "2019-2023", "90亿元": "2023"}, id="a paragraph that begins with five years"),
    case(REVIEW_5, "五年建成新线320公里，复线150公里。", {"320公里": "2021-2025", "150公里": "2021-2025"}, id="five years: a list goes on"),
    case(REVIEW_5, "高速公路通车里程620公里。", {"620公里": "2025"}, id="five years: a stock named by a deed"),
    case(REVIEW_5, "收入倍差由1.9缩小至1.8。", {"1.9": "2020", "1.8": "2025"}, id="five years: a multiple reached"),
    case(REVIEW_5, "发电量、用电量分别增长3.2倍、2.5倍。", {"3.2倍": "2021-2025", "2.5倍": "2021-2025"}, id="five years: multiples of a list"),
    case(REVIEW_5, "乡镇企业产值增长2倍，现已吸纳劳动力1万人。", {"2倍": "2021-2025", "1万人": "2025"}, id="five years: what there is by now"),
    case(REVIEW_5, "利用外资6亿美元，相当于前九年总和的1.6倍。", {"6亿美元": "2025", "1.6倍": "2021-2025"}, id="five years: a sum beside a sum"),
    case(PLAN, "茶渠工程已动工的6个项目要加快建设。", {"6个": "2023"}, id="plan: begun so far"),
    case(PLAN, "现在全市有100多个社区办起了食堂。", {"100多个": "2023"}, id="plan: what there is now"),
    case(PLAN, "去年平稳。已经签约茶厂5家，今年再签8家。", {"5家": "2023", "8家": "2024"}, id="plan: what was done beside what will be"),
    case(PLAN, "五年来，新建学校9所。", {"9所": "2019-2023"}, id="plan: years that have passed"),
    case(PLAN_57, "第一个五年计划规定了指标。\n五年内新建茶厂9家。", {"9家": "1953-1957"}, id="plan: 五年内 behind the plan's paragraph"),
    case(PLAN_57, "第一个五年计划规定了指标。\n五年合计财政支出9亿元。", {"9亿元": "1953-1957"}, id="plan: 五年合计 behind the plan's paragraph"),
    case(REVIEW_57, "到本世纪末，粮食产量达到9万吨。", {"9万吨": "2000"}, id="the end of the century"),
    case(REVIEW_5, "新增技工5万人，其中女性2万人。", {"5万人": "2021-2025", "2万人": "2021-2025"}, id="five years: a part of what was done"),
    case(REVIEW_5, "新设茶厂12家，其中森林覆盖率61%。", {"12家": "2021-2025", "61%": "2025"}, id="five years: 其中 of something else"),
    case(REVIEW_5, "九年义务教育巩固率稳定在97%以上。", {"97%": "2021-2025"}, id="九年义务教育 is no span"),
    case(REVIEW, "完善“十四五”规划中期评估，新开工项目9个。", {"9个": "2023"}, id="a plan's name is no period"),
    case(REVIEW, "党的十八大以来，累计减贫9.8万人。", {"9.8万人": "2012-2023"}, id="era: since a congress"),
    case(REVIEW, "党的十九大以来新建学校30所。", {"30所": "2017-2023"}, id="era: without a comma"),
    case(REVIEW, "改革开放以来，粮食产量增长3倍。", {"3倍": "1978-2023"}, id="era: since the reforms"),
    case(REVIEW, "党的十八大以来，地区生产总值突破500亿元。", {"500亿元": "2023"}, id="era: the level reached"),
    case(REVIEW, "茶叶产量30万吨，创建国以来最高水平，其中绿茶9万吨。", {"30万吨": "2023", "9万吨": "2023"}, id="era: a record is no period"),
    case(PLAN, "党的十八大以来，累计减贫9.8万人。", {"9.8万人": "2012-2023"}, id="era: before what is planned"),
    case(PLAN, "2021年以来新建公路30公里，今年再建20公里。", {"30公里": "2021-2023", "20公里": "2024"}, id="plan: since a year"),
    case(REVIEW, "从2019年到2022年的四年间，茶叶产量增长21.5%，茶园面积却下降2%。", {"21.5%": "2019-2022", "2%": "2019-2022"}, id="the years of a span counted"),
    case(PLAN, "从2019年到2022年四年间，茶叶产量增长21.5%。", {"21.5%": "2019-2022"}, id="the years of a span counted, in a plan"),
    case(REVIEW, "1961年以来最多，新增茶企30家。\n获评奖项5个。", {"30家": "1961-2023|2023", "5个": "2023"}, id="since when is said of its sentence alone"),
    case(REVIEW, "经过八年持续努力，9个贫困村全部摘帽。", {"9个": "2023"}, id="how long somebody strove is no period"),
    case(REVIEW, "党的二十届三中全会以来，新建茶亭9座。", {"9座": "2023"}, id="era: of a session whose year is not known"),
    case(REVIEW, "十一届三中全会以来，茶叶产量增长3倍。", {"3倍": "1978-2023"}, id="era: since the session that began the reforms"),
    case(REVIEW, "2023年上半年，茶税增长3%，低于目标2个百分点；茶旅收入下降4%。", {"3%": "2023H1", "2个百分点": "2023H1", "4%": "2023H1"}, id="half: one that opens its sentence holds for all of it"),
    case(REVIEW, "2023年1—6月，茶税增长3%；1至9月增长4%，1月至11月增长5%。", {"3%": "2023H1", "4%": "2023Q1-Q3", "5%": "2023"}, id="months from January"),
    case(REVIEW, "茶券由每人30元提高到50元，从2022年7月起执行。", {"30元": "", "50元": "2023"}, id="baseline: since when the other holds"),
    case(REVIEW, "从2022年7月起，茶券由每人30元提高到50元。", {"30元": "", "50元": "2023"}, id="baseline: not since when the other holds"),
    case(REVIEW, "茶叶产量在2021年丰收的基础上，又增加3万吨。", {"3万吨": "2023"}, id="the year of the ground of a change"),
    case(REVIEW, "茶馆、瓷店分别从2020年的30家、50家增加到60家、70家。", {"30家": "2020", "50家": "2020", "60家": "2023", "70家": "2023"}, id="baseline: a list of them"),
    case(REVIEW, "竹林覆盖率由九十年代的31%，提高到44%。", {"31%": "", "44%": "2023"}, id="baseline: with a comma before where it arrived"),
    case(PLAN, "2025年茶博会在即，新建展馆9座。\n（二）茶园\n新建茶园8片。", {"9座": "2025", "8片": "2024"}, id="a year ends with its section"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "sentence", "expected"), PERIODS)
def test_period(part: Part, sentence: str, expected: dict[str, str]) -> None:
    check(sentence, part, expected, lambda mention: mention.period.label)


CLAUSES = st.lists(
    st.sampled_from(["粮食产量8.75万吨", "增长1.5%", "比上年增加3亿元", "新建学校36所", "其中农村居民2.1万元", "失业率控制在5%以内", "到2027年",
                     "城镇化率从58.2%提高到63.5%", "分别增长5.9%、7.7%", "稳中求进", "；", "。", "\n（一）工业\n", "为320名职工"]),
    max_size=12,
).map("，".join)  # fmt: skip


@given(sentence=CLAUSES, part=st.sampled_from([REVIEW, PLAN, REVIEW_5, PLAN_5]))
def test_laws(sentence: str, part: Part) -> None:
    """One mention a number, in text order; names are made of characters of the text; a level or share has no direction."""
    text, mentions = find(sentence, part)
    assert [mention.quantity for mention in mentions] == quantities.find(text)[0]
    for mention in mentions:
        assert set(mention.name) <= set(text) | set("城镇农村居民")  # 城乡居民 is taken apart
        assert bool(mention.direction) == (mention.kind in {"growth", "change", "multiple", "gap"})
        assert (mention.period.start is None) == (mention.period.label == "")
    assert find(sentence, part)[1] == mentions
