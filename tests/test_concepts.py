"""Concepts: the same indicator under many names, and what must never be taken for it."""

from __future__ import annotations

import pytest

from govtext.pipes import concepts
from govtext.pipes.indicators import Kind

NATION = "全国"
CASES = [
    pytest.param("国内生产总值", "level", "money", NATION, "gdp", id="of the nation"),
    pytest.param("全市生产总值", "growth", "share", "云砚市", "gdp", id="of the city"),
    pytest.param("云砚市地区生产总值", "growth", "share", "云砚市", "gdp", id="behind the region's name"),
    pytest.param("经济", "growth", "share", NATION, "gdp", id="growth of the economy"),
    pytest.param("经济", "level", "money", NATION, "", id="the economy has no level"),
    pytest.param("人均地区生产总值", "level", "money", "云砚市", "gdp_per_capita", id="per head is another one"),
    pytest.param("广义货币增长目标", "growth", "share", NATION, "m2", id="aim behind the name"),
    pytest.param("粮食产量要", "level", "mass", NATION, "grain_output", id="auxiliary behind the name"),
    pytest.param("把居民消费价格", "growth", "share", NATION, "cpi", id="preposition before the name"),
    pytest.param(
        "年初确定的单位国内生产总值能耗",
        "growth",
        "share",
        NATION,
        "energy_intensity",
        id="set at the start of the year",
    ),
    pytest.param("地方一般公共预算收入", "growth", "share", "云砚省", "budget_revenue", id="a region's own is local"),
    pytest.param("地方财政收入", "growth", "share", NATION, "budget_revenue_local", id="the nation tells local apart"),
    pytest.param("中央财政赤字", "level", "money", NATION, "fiscal_deficit_central", id="central deficit"),
    pytest.param("地方财政赤字", "level", "money", NATION, "fiscal_deficit_local", id="local deficit"),
    pytest.param("财政赤字", "level", "money", NATION, "fiscal_deficit", id="deficit of all"),
    pytest.param("城镇登记失业率", "share", "share", NATION, "registered_unemployment_rate", id="registered"),
    pytest.param("城镇调查失业率", "share", "share", NATION, "surveyed_unemployment_rate", id="surveyed"),
    pytest.param("失业率", "share", "share", NATION, "urban_unemployment_rate", id="neither registered nor surveyed"),
    pytest.param("工业总产值", "level", "money", NATION, "gross_industrial_output", id="gross output"),
    pytest.param("规模以上工业增加值", "growth", "share", NATION, "industrial_value_added", id="above designated size"),
    pytest.param("粮食产量", "level", "money", NATION, "", id="a harvest is not counted in money"),
    pytest.param("粮食产量", "share", "share", NATION, "", id="a harvest is no share"),
    pytest.param("煤", "level", "mass", NATION, "raw_coal_output", id="a name of one character"),
    pytest.param("全省煤", "level", "mass", "云砚省", "", id="one character left of a longer name"),
    pytest.param("全旗生产总值", "level", "money", "云砚旗", "gdp", id="of the whole banner"),
    pytest.param("我州粮食产量", "level", "mass", "云砚州", "grain_output", id="of our prefecture"),
    pytest.param("全疆经营主体总量", "level", "count", "云砚省", "market_entities", id="short name of a province"),
    pytest.param("沪上跨国公司地区总部", "level", "count", "云砚市", "regional_hqs", id="short name and 上"),
    pytest.param("在川两院院士", "level", "count", "云砚省", "academicians", id="who are in a province"),
    pytest.param("全新高新技术企业", "level", "count", "云砚省", "", id="brand new is no place"),
    pytest.param("服务业在国内生产总值中的比重", "share", "share", NATION, "services_share", id="share within 在…中"),
    pytest.param("服务业占国内生产总值的份额", "share", "share", NATION, "services_share", id="share called 份额"),
    pytest.param("服务业占工业的比重", "share", "share", NATION, "", id="share of something else"),
    pytest.param("要", "growth", "share", NATION, "", id="nothing but an auxiliary"),
]


@pytest.mark.parametrize(("name", "kind", "unit_class", "region", "concept"), CASES)
def test_the_concept_of_a_name(name: str, kind: Kind, unit_class: str, region: str, concept: str) -> None:
    assert concepts.load().named(name, kind, unit_class, region) == concept


def test_all_industry_is_not_industry_above_designated_size() -> None:
    table = concepts.load()
    assert table.named("工业增加值", "growth", "share", NATION) not in {"", "industrial_value_added"}


def test_every_name_leads_to_its_concept() -> None:
    """As the nation's report has them, with a kind and a unit that the concept takes."""
    table = concepts.load()
    wrong = {
        name: rule.id
        for rule in table.concepts.values()
        for name in rule.names
        if table.named(name, rule.kinds[0], rule.unit_class[0], NATION) != rule.id
    }
    assert wrong == {}
