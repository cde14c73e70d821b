"""Quantities: sentences with every quantity marked in them; see `marked` for the notation.

What is not marked must not be found, so each of the rejected sorts stands in a sentence without a mark, or beside one.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from govtext import rules
from govtext.cleaning import clean
from govtext.pipes import quantities
from govtext.pipes.numerals import NUMBER
from govtext.pipes.quantities import bounds, rejects
from marked import Mark, case, parse

CORPORA = Path(__file__).parents[1] / "corpora"
TEXTS = [clean(path.read_text(encoding="utf-8")).text for path in sorted(CORPORA.glob("*/*.txt"))]


def marks(text: str) -> list[Mark]:
    found, _ = quantities.find(text)
    return [Mark(q.start, text[q.start : q.end], q.value, q.high, q.unit, q.bound) for q in found]


def check(marked: str) -> None:
    text, expected = parse(marked)
    assert marks(text) == expected


# --- units

UNITS = [
    case("people and money", "走访困难职工[490人]，发放慰问金[35.705万元|357050 元]"),
    case("person-times", "服务群众[2300人次]"),
    case("measure words", "新建学校[3所]、公园[12座]、泊位[800个]"),
    case("kilowatt-hours", "用电量[12.5亿千瓦时|1250000000 千瓦时]"),
    case("kilowatts", "新增装机[30万千瓦|300000 千瓦]"),
    case("kilometres", "新建绿道[46.5公里]"),
    case("kilometres, the other word", "管网延伸[18千米|18 公里]"),
    case("thousand people", "帮扶[3千人|3000 人]"),
    case("area", "整治河岸[120平方公里]、造林[1.2万亩|12000 亩]、绿地[30公顷]"),
    case("Chinese numeral", "解决了[三百二十户|320 户]群众的用水"),
    case("Chinese numeral with 两", "改造危房[两千套|2000 套]"),
    case("a digit left off", "投资[两万五千元|25000 元]"),
    case("thousands separators", "参保[23,876人|23876 人]"),
    case("a month behind a slash", "摊位租金[260元/月]，补助[35元/人·月]"),
    case("per cent in words", "质量效益提高[百分之八点五|8.5 %]"),
    case("per mille", "出生率[7.6‰]"),
    case("per mille in words", "死亡率下降[千分之三|3 ‰]"),
    case("bound behind an aim", "失业率控制在[4%|<=]目标以内"),
    case("hundreds of birds", "家禽存栏[513百羽|513 百羽]"),
    case("percentage points", "占比提高[0.5个百分点]"),
    case("days of work", "投工[2.4万个工日|24000 工日]"),
    case("old cubic metres", "土方[5公方|5 立方米]"),
    case("half an animal", "平均每户养猪[一头半|1.5 头]，[两头|>= 2 头]以上"),
    case("a hundred and twenty", "来了[一百二十人|120 人]"),
    case("a range said downwards", "下降[4.4%至3.3%|3.3..4.4 %]之间"),
    case("a concentration with 每", "浓度降到[18.5微克每立方米|18.5 微克/立方米]，修路[5公里]每公里[2万元|20000 元]"),
    case("basis points", "利率下调[9个基本点|9 基点]"),
    case("a sign for per cent that scanners know", "增长[12.5℅|12.5 %]"),
    case("年 of 年度 is no unit", "[60万人|600000 人]年度任务"),
    case("half a unit more", "产量是建国前的[六倍半|6.5 倍]"),
    case("tenths of a 亩", "每人[二亩五分|2.5 亩]地"),
    case("项 of 项目", "招引[20个|>=]以上过亿项目"),
    case("a unit and a scale said once for two", "出口分别达到[350|35000000000 美元]和[260亿美元|26000000000 美元]"),
    case("a unit said once for two", "年收入分别为[18000|18000 元]、[7500元]"),
    case("nothing shares no scale", "分别为3和[0亿元|0 元]"),
    case("a large number shares no scale", "分别为5000和[1.2万元|12000 元]"),
    case("tenths", "小微企业占[三成|30 %]"),
    case("tenths with a floor", "[六成|>= 60 %]以上的农户入社"),
    case("fraction", "占全县的[三分之一|0.333333]"),
    case("times as much", "税收增长[2.5倍]"),
    case("compound: per volume", "细颗粒物浓度降至[35微克/立方米]"),
    case("compound: per person", "补助标准提高到[320元/人]"),
    case("compound: per area", "亩均产出[28.6万元/亩|286000 元/亩]"),
    case("compound: person and time", "标准为[90元/人·年]"),
    case("compound: coal per output", "能耗降至[0.32吨标准煤/万元|0.32 吨标准煤/万元]"),
    case("bracketed", "更新设备[30台(套)]"),
    case("bracketed, full width", "更新设备[30台（套）|30 台(套)]"),
    case("dollars", "实际使用外资[860万美元|8600000 美元]"),
    case("half a trillion", "存款余额[1.4万亿元|1400000000000 元]"),
    case("亿 and 万 behind each other", "捐款[1亿2000万元|120000000 元]"),
    case("a blank before the unit", "新增床位 [260 张|260 张]"),
    case("no unit, the noun follows", "惠及[6600多万|> 66000000]纳税人"),
    case("no unit, the statement ends", "平台用户[3.4亿|340000000]，居前列"),
    case("no unit, a step", "贷款余额突破[1200亿|> 120000000000]台阶"),
    case("a round threshold", "税收突破[千亿元|> 100000000000 元]"),
    case("a unit for a list", "增速分别高于全县[3.4个|3.4 百分点]、[1个百分点]"),
    case("duration that is a limit", "审批时限压缩至[3个工作日]"),
    case("duration of a notice", "结果公示[7天]"),
    case("duration of waiting", "公租房轮候时间缩短到[2年]"),
    case("the class of an industry is not the quantity", "第一产业增加值[12.5亿元|1250000000 元]"),
    case("the particle's size is not the quantity", "PM2.5平均浓度下降[6.2%]"),
    case("age reached", "平均预期寿命达到[79.6岁]"),
    case("人 of 人民 is no unit", "为[3000万|30000000]人民服务"),
    case("人 of 人口", "供[80万|800000]人口用水"),
    case("名 of 名优 and not of 名优秀", "[300名]优秀教师"),
    case("户 of 户籍", "登记[6万|60000]户籍居民"),
]

# --- bounds

BOUNDS = [
    case("floor behind", "覆盖率达[90%|>=]以上"),
    case("floor before", "粮食播种面积不少于[50万亩|>= 500000 亩]"),
    case("at least", "每村至少[2名|>=]"),
    case("a step reached", "经济总量迈上[500亿元|>= 50000000000 元]新台阶"),
    case("stood on", "工业产值站上[百亿元|>= 10000000000 元]"),
    case("passed", "存款突破[2000亿元|> 200000000000 元]"),
    case("超", "接待游客超[300万人次|> 3000000 人次]"),
    case("逾", "吸引投资逾[8亿元|> 800000000 元]"),
    case("高于 as a threshold", "优良天数比例高于[85%|>]"),
    case("高于 as a gap", "增速高于全市[0.2个百分点]"),
    case("低于 as a threshold", "死亡率低于[3‰|<]"),
    case("a floor held for years", "连续三年保持在[90%|>=]以上"),
    case("ceiling behind", "失业率控制在[5%|<=]以内"),
    case("ceiling before", "平均用时不超过[5分钟|<=]"),
    case("not reached", "审批用时不到[3小时|<]"),
    case("falls short", "占比不足[10%|<]"),
    case("estimate behind", "经济增长[6%|~]左右"),
    case("estimate before", "惠及近[30万|~ 300000]群众"),
    case("将近", "种植将近[4000亩|~]"),
    case("约", "带动就业约[1.2万人|~ 12000 人]"),
    case("reached is exact", "占比达到[62.3%]"),
    case("bare control is exact", "赤字率控制在[3%]"),
    case("a floor goes for both of a list", "覆盖率、合格率分别达到[90%|>=]、[95%|>=]以上"),
    case("a ceiling goes for both of a list", "失业率、物价涨幅分别控制在[5%|<=]和[3%|<=]以内"),
    case("a threshold before goes for both", "城乡居民收入分别超过[8万元|> 80000 元]、[4.5万元|> 45000 元]"),
    case("an estimate goes for all three", "三县分别增长[5%|~]、[6%|~]和[7%|~]左右"),
    case("not shared across a clause", "分别新建[30个]，培训[500人|>=]以上"),
    case("only the value arrived at", "从[10.5万元|105000 元]提高到[14万元|~ 140000 元]左右"),
    case("with a year before each", "从2020年的[10.5万元|105000 元]提高到2025年的[14万元|~ 140000 元]左右"),
    case("a ceiling where the statement ends", "常住人口控制在[80万人|<= 800000 人]内。"),
    case("内 of a longer word", "建成[3公里]内环路"),
    case("a ceiling as a noun", "补助上限为[6000元|<=]，以[9000元|<=]为限。"),
    case("迈过", "存款迈过[千亿元|> 100000000000 元]大关"),
    case("the sign ≥", "办结率≥[97%|>= 97 %]"),
    case("the sign ≤ and a blank", "失业率 ≤ [5.5%|<= 5.5 %]"),
    case("the sign ＞", "产值＞[3亿元|> 300000000 元]"),
    case("the sign ＜", "地块面积＜[5亩|< 5 亩]，"),
    case("two signs for one", "优良率>=[90%|>= 90 %]，能耗<=[2吨|<= 2 吨]"),
    case("> that marks a quotation", "\n> [5个|= 5 个]镇通车"),
    case("约 of 节约", "节约[2800万元|= 28000000 元]"),
    case("约 of 合约", "签订合约[300份|= 300 份]"),
    case("近 of 附近", "改造附近[5个|= 5 个]村"),
    case("过 of 通过", "通过[5项|= 5 项]条例"),
    case("多 of the next word", "建成[5个|= 5 个]多功能厅"),
]

SOFT = [
    case("余 inside", "服务[600余人次|> 600 人次]"),
    case("多 inside", "改造老旧小区[120多个|> 120 个]"),
    case("多 before 万", "惠及[30多万人|> 300000 人]"),
    case("多 between steps", "投入[5亿7千多万元|> 570000000 元]"),
    case("余 behind 万", "清运垃圾[3万余吨|> 30000 吨]"),
    case("多 behind the unit", "产量是原来的[四倍|> 4 倍]多"),
    case("several", "调解纠纷[20几起|> 20 起]"),
    case("a range said by neighbours", "服务[三四百人|300..400 人]"),
    case("neighbouring ones", "扶持[一两家|1..2 家]，帮带[三四户|3..4 户]"),
    case("neighbours of a per cent", "增长[百分之三四|3..4 %]，有的[百分之三四十|30..40 %]"),
    case("neighbouring tens", "受益[七八十户|70..80 户]"),
]

RANGES = [
    case("dash, both with sign", "增长[5%—5.5%|5..5.5 %]"),
    case("dash, one sign", "增长[5—6%|5..6 %]"),
    case("double dash", "增长[5%——6%|5..6 %]"),
    case("hyphen, both with sign", "增长[5%-6%|5..6 %]"),
    case("hyphen, one sign", "增长[4.5-5%|4.5..5 %]"),
    case("hyphen and 亿", "投资[80-100亿元|8000000000..10000000000 元]"),
    case("en dash", "增长[5%–6%|5..6 %]"),
    case("full-width hyphen", "增长[5%－6%|5..6 %]"),
    case("ASCII tilde", "增长[5%~6%|5..6 %]"),
    case("full-width tilde", "增长[4.5%～5%|4.5..5 %]"),
    case("至", "增长[5%至6%|5..6 %]"),
    case("by how much and to what", "总数增加[400张]至[1.6万张|16000 张]，每月提高[20元]至[120元]"),
    case("a range behind a verb", "补助提高[3元至5元|3..5 元]"),
    case("到", "每村[3到5家|3..5 家]"),
    case("people", "每组[25至29人|25..29 人]"),
    case("both with 亿", "投资[80亿至100亿元|8000000000..10000000000 元]"),
    case("the second 万 goes for both", "新增就业[2至3万人|20000..30000 人]"),
    case("per cent in words", "增长[百分之八至九|8..9 %]"),
    case("per cent in words twice", "增长[百分之八至百分之九|8..9 %]"),
    case("percentage points", "提高[1—2个百分点|1..2 百分点]"),
    case("days", "办理时限为[3—5天|3..5 天]"),
    case("from to is no range", "由[35%]提高到[40%]"),
    case("falling is no range", "从[8件]降至[5件]"),
]

# --- what is no quantity

NONE = [
    case("date", "2024年4月28日召开会议"),
    case("date in Chinese", "一九八六年五月建县"),
    case("date by signs", "发布时间：2024-01-05"),
    case("years", "2021—2025年规划、二〇二四年预算"),
    case("months", "1至9月、5月上旬"),
    case("decade and century", "八十年代以来，迈向21世纪"),
    case("period with its number beside", "2024年全年新增就业[3120人]"),
    case("meeting", "青桐市第四届人民代表大会第二次会议"),
    case("congress", "党的二十大精神、二十届三中全会"),
    case("section", "一、工作回顾"),
    case("subsection", "（一）稳增长"),
    case("list numbers", "1.稳住工业\n2.做强农业"),
    case("firstly, secondly", "一是稳就业。二是稳投资。"),
    case("five-year plan", "十四五规划收官，“十五五”时期开局"),
    case("slogan in quotes", "深入开展“两学一做”学习教育，落实“八项规定”"),
    case("programme in quotes", "实施“四项行动”，出台“80条”，办好“十件好事”"),
    case("sum in quotes", "构建“4+1”产业体系"),
    case("title", "落实《促进消费20条措施》"),
    case("network code", "建设5G基站"),
    case("number of aeroplane", "参与C919配套"),
    case("abbreviation with its number", "全县GDP[215元]，人均GDP[7.4元]，CPI[2.1%]"),
    case("version", "推出营商环境3.0版"),
    case("budget", "一般公共预算"),
    case("words with 一", "一体化推进，进一步统一思想，推出一批项目、一系列举措"),
    case("indefinite 一", "实现一个突破，建设一座新城"),
    case("classes of size", "打造万亿级产业、千亿级集群，争创百强县"),
    case("other words", "扎实推进，千方百计，十分重要，三农工作，万众一心"),
    case("condition: firm size", "签订25人以下集体合同"),
    case("condition: larger firms", "规范1000人以上企业用工"),
    case("condition: age", "60岁以上老人免费乘车"),
    case("condition: crane", "研制4000吨级起重机"),
    case("condition: plant", "投运30万千瓦机组"),
    case("condition: per output", "万元GDP能耗"),
    case("size of things counted directly behind", "引进茶业项目[12个]，其中3亿元以上[4个]"),
    case("steps of a figure of speech", "总量跨越两个千亿元台阶，连上三个百亿大关"),
    case("number of those ranked", "在全市9个区中位居第二"),
    case("condition beside a count", "签订25人以下集体合同[36份]"),
    case("span of years", "五年来，我们砥砺前行。过去一年，成绩来之不易。这五年，变化很大"),
    case("years in a row", "连续18年保持增长"),
    case("years taken", "历时三年建成"),
    case("programme of years", "实施三年行动计划"),
    case("rank", "居全市第4位"),
    case("rank, first few", "综合排名进入全市前3"),
    case("places gained", "排名提升2位"),
    case("ratio", "收入比缩小到1.92:1"),
    case("ratio with the mathematical colon", "收入比由1.93∶1缩小到1.88∶1"),
    case("ratio of three", "三次产业结构为8.2:41.5:50.3"),
    case("vague: tens of thousands", "吸引几十万游客"),
    case("vague: thousands", "数千名志愿者"),
    case("vague: above a hundred", "上百家企业"),
    case("vague: millions", "数百万群众"),
    case("doubled", "产值翻一番"),
    case("quadrupled", "规模翻两番"),
    case("half", "占比过半，一半以上的村"),
    case("telephone", "联系电话：010-12345678"),
    case("mobile telephone", "联系人电话13800138000"),
    case("hotline", "办好12345热线"),
    case("document", "青政发〔2023〕5号"),
    case("document in brackets", "根据青政办（2023）17号文件"),
    case("line of the underground", "轨道交通2号线"),
    case("stage", "园区二期工程"),
    case("primary industry", "一二三产融合，第三产业"),
    case("lead-in without measure word", "打赢三大攻坚战"),
    case("announces a list: begun behind it", "重点抓好三项工作。一是修路"),
    case("announces a list: but a list of things done", "办好[15件]民生实事。一是修路"),
    case("announces a list: aspects", "做好10个方面工作"),
    case("announces a list: points", "提出两点意见"),
    case("announces a list: 以下", "抓好以下9项工作"),
    case("以下 of a threshold announces nothing", "30岁以下[8个]选手"),
    case("以上 of a threshold announces nothing", "限额以上的[9个]单位"),
    case("refers back", "这两项改革"),
    case("ideas: principles", "坚持五项原则"),
    case("ideas: roads and lines", "两条道路、两条路线"),
    case("ideas: powers", "两个超级大国"),
    case("ideas: joint statements", "遵守三个联合公报"),
    case("a reform that was carried out counts", "完成[两项|2 项]改革试点"),
    case("set phrases", "四分五裂，一方有难，八方支援，两条腿走路"),
    case("a named agreement", "十七条协议"),
    case("a standard by its number", "供应国六标准车用柴油"),
    case("sessions in a list", "按照市委十一届六次、七次、八次全会部署。"),
    case("ordinal by 二", "推进二轮土地承包延包，水质稳定保持二类。"),
    case("slogan behind 个", "坚持三个“必须先行”，抓好两个“关键小事”。"),
    case("places", "走访三门核电、二道沟和七里店。"),
    case("road and axes", "国道901线中段的五轴数控设备。"),
    case("year without 年", "从2025回望来路。"),
    case("idiom with 一", "说一件、干一件、成一件，种一亩成一亩，一分不少。"),
    case("steep land", "25度以上陡坡旱地退耕。"),
    case("condition: height", "翻修海拔800米以上的山亭[7座]"),
    case("condition: people of a place", "人口3000以上的村有[6个]"),
    case("condition: of each machine", "单机容量3万千瓦的茶机"),
    case("field of a ranking", "在全国90个重点茶市中排名靠前"),
    case("document by how many articles it has", "窑业新9条，月底见报"),
    case("capacity of a plant", "扩建220千伏主变[3台]"),
    case("condition: more than so many 亿", "走访产值超百亿元的窑区"),
    case("condition: how large each is that is counted", "签约过亿元项目[10个]，年产值超20亿元的镇[3个]"),
    case("a threshold that was passed counts", "产值突破[20亿元|> 2000000000 元]，企业[12家]"),
    case("a span before what was done in it", "人均收入上升，五年完成投资[20亿元|2000000000 元]"),
    case("ranks in a change", "全国排名由26位跃升至19位，另一项从40位上升到36位。"),
    case("field of a ranking behind 位居", "位居15个同类城市之首，连续21个报告期增长。"),
    case("voltages of lines", "新建35千伏、10千伏输电线路[8公里]"),
    case("condition: marks", "考出540分以上[9人]"),
    case("a road by its number", "修补老87线公路"),
    case("basic points of a line", "一个中心、两个基本点"),
    case("an amount behind a minus that is set apart", "完成- 295万元，实现—248万元"),
    case("condition: of whom there are so many", "亩产一千五百斤以上的有[96亩]"),
    case("a change in points before a list", "增速回落[2.4个百分点]。\n一、主要指标"),
    case("how many play", "建成3人制球场[20个]"),
    case("first secretaries", "选派全国[500名]第一书记"),
    case("renewed", "背街小巷翻新[30条]，绿化[5处]"),
]


@pytest.mark.parametrize("marked", UNITS)
def test_units(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", BOUNDS)
def test_bounds(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", SOFT)
def test_softened(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", RANGES)
def test_ranges(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", NONE)
def test_no_quantity(marked: str) -> None:
    check(marked)


# --- the rule tables


def entries(path: Path, array: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[array]
    return found


BOUND_ROWS = entries(bounds.FILE, "bound")


@pytest.mark.parametrize("row", [case(f"{row['side']} {row['words'][0]}", row) for row in BOUND_ROWS])
def test_the_example_of_a_bound(row: dict[str, Any]) -> None:
    example = row["example"]
    assert any(word in example["text"] for word in row["words"]), "the example does not use the rule"
    assert [mark.bound for mark in marks(example["text"])] == [example["bound"]] == [row["means"]]


@pytest.mark.parametrize("row", [case(row["reason"], row) for row in entries(bounds.FILE, "distant")])
def test_the_example_of_a_bound_that_stands_apart(row: dict[str, Any]) -> None:
    text = row["example"]["text"]
    assert any(regex.search(row["pattern"], text[: number.start()]) for number in NUMBER.finditer(text))
    assert [mark.bound for mark in marks(text)] == [row["example"]["bound"]] == [row["means"]]


EACH_WORD = [
    case(f"{row['side']} {word}", f"产量{word}80吨" if row["side"] == "before" else f"产量80吨{word}", row["means"])
    for row in BOUND_ROWS
    for word in row["words"]
]


@pytest.mark.parametrize(("text", "bound"), EACH_WORD)
def test_every_bound_word(text: str, bound: str) -> None:
    assert [(mark.written, mark.bound) for mark in marks(text)] == [("80吨", bound)]


@pytest.mark.parametrize(
    "row",
    [case(f"{row['reason']}: {row['example']}", row) for row in entries(rejects.FILE, "pattern")],
)
def test_the_example_of_a_rejection(row: dict[str, Any]) -> None:
    pattern = regex.compile(row["pattern"].replace("{N}", rejects.DIGITS))
    text = row["example"]
    assert any(pattern.match(text, number.start()) for number in NUMBER.finditer(text)), "does not fit its example"
    found, rejected = quantities.find(text)
    assert found == []
    assert rejected


def test_no_word_of_the_rejections_stands_twice() -> None:
    words = [word for row in entries(rejects.FILE, "words") for word in row["words"]]
    assert len(rules.load(rejects.FILE, rejects.WordsRule, "words", lambda row: row.words)) > 0
    assert len(words) == len(set(words))


# --- laws, on the sample reports

STRETCH = st.builds(
    lambda text, start, length: text[start : start + length],
    st.sampled_from(TEXTS), st.integers(0, 3000), st.integers(1, 400),
)  # fmt: skip
UNIT = st.sampled_from(["元", "人", "%", "亩", "公里", "千瓦时", "个百分点", "平方米"])


@given(STRETCH)
def test_quantities_are_in_text_order_and_well_formed(text: str) -> None:
    found, rejected = quantities.find(text)
    assert (found, rejected) == quantities.find(text)
    for earlier, later in pairwise(found):
        assert earlier.end <= later.start
    for q in found:
        assert 0 <= q.left <= q.start < q.end <= q.right <= len(text)
        assert NUMBER.match(text, q.start), "a quantity begins with its number"
        assert isinstance(q.value, Decimal)
        assert q.value >= 0
        assert (q.high is not None) == (q.bound == "range")
        assert q.high is None or q.high > q.value


@given(STRETCH)
def test_every_digit_is_accounted_for(text: str) -> None:
    """What is no quantity is rejected with a reason; nothing drops out silently, and nothing is both."""
    found, rejected = quantities.find(text)
    places = [place for q in (*found, *rejected) for place in range(q.start, q.end)]
    assert len(places) == len(set(places))
    assert [text[max(0, i - 5) : i + 5] for i, c in enumerate(text) if c in "0123456789" and i not in set(places)] == []
    assert all(r.reason for r in rejected)


@given(st.integers(1, 99999), st.integers(1, 99), UNIT)
def test_a_value_is_what_is_written(whole: int, hundredths: int, unit: str) -> None:
    text = f"实现数为{whole}.{hundredths:02}{unit}，好于预期。"
    [mark] = marks(text)
    assert mark.written == f"{whole}.{hundredths:02}{unit}"
    assert mark.value * 100 == whole * 100 + hundredths
