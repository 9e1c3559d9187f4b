"""Who is like one another and yet should not meet: rivals, and those who share only buzzwords."""

from dataclasses import replace

import pytest

from matching.engine.counting import bags_of, without_idle_sentences
from matching.engine.encoder import load_encoder
from matching.engine.full_ranking import SIGNALS, WEIGHTS, Corpus, rank_all
from matching.engine.profiles import FIELDS, ProfileTexts
from matching.engine.snapshot import Snapshot
from matching.text.concepts import finder_of
from matching.thesaurus.loading import load


def french(name, description, offers=(), seeks=()):
    return ProfileTexts(f"fr-{name}", "FR", "fr", description, tuple(offers), tuple(seeks))


def japanese(name, description, offers=(), seeks=()):
    return ProfileTexts(f"jp-{name}", "JP", "ja", description, tuple(offers), tuple(seeks))


WAREHOUSE = french(
    "warehouse",
    "Robots mobiles autonomes pour les entrepôts : ils vont chercher les commandes dans les rayonnages.",
    ["Robots de préparation de commandes"],
    ["Distributeurs et intégrateurs en Asie", "Fabricants de moteurs"],
)
FRAUD = french(
    "fraud",
    "Détection de fraude aux paiements pour les banques, par apprentissage automatique.",
    ["Détection de fraude en temps réel", "Score de risque des transactions"],
    ["Banques pilotes", "Investisseurs"],
)
DAIRY = french(
    "dairy",
    "Élevages laitiers : l'IA, l'IoT et la 5G surveillent la santé des vaches, pour la transformation "
    "numérique des fermes.",
    ["Colliers connectés pour vaches"],
    ["Alimentation animale", "Laiteries"],
)
OTHERS = [
    japanese("motor", "小型モーターの製造会社です。", ["ロボット用モーター"], ["搬送ロボットのメーカー"]),
    japanese("trade", "産業機械の販売代理店です。", ["ロボットの販売と導入"], ["物流ロボット"]),
    japanese("depot", "物流倉庫を運営しています。", ["倉庫での実証実験"], ["ピッキングの自動化"]),
    japanese("bank", "地方銀行のデジタル部門です。", ["決済データと実証の場"], ["不正検知"]),
    japanese("shop", "ネット通販の決済代行会社です。", ["決済サービス"], ["リスク評価"]),
    japanese("fund", "金融分野に投資するファンドです。", ["投資"], ["フィンテック企業"]),
    japanese("feed", "乳牛向けの飼料を製造しています。", ["飼料"], ["酪農家の健康データ"]),
    japanese("milk", "牛乳とチーズの乳業メーカーです。", ["生乳の買い取り"], ["牧場の見守り"]),
    japanese("vet", "家畜の病気を診断する獣医サービスです。", ["牛の診療"], ["牛のセンサー"]),
    japanese("barn", "畜舎の換気設備を作っています。", ["牛舎の設備"], ["牛の行動データ"]),
    japanese("grass", "牧草の品種を改良しています。", ["牧草の種"], ["酪農の技術"]),
]
RIVALS = {
    WAREHOUSE: japanese(
        "warehouse",
        "倉庫向けの自律移動ロボットを開発し、棚から注文の品を集めます。",
        ["ピッキングロボット"],
        ["欧州の販売代理店とインテグレーター", "モーターの製造会社"],
    ),
    FRAUD: japanese(
        "fraud",
        "銀行向けに機械学習で決済の不正を検知します。",
        ["リアルタイム不正検知", "取引リスクのスコアリング"],
        ["実証実験に参加する銀行", "投資家"],
    ),
}
BUZZ = [
    japanese("rent", "AI・IoT・5Gで不動産賃貸のDXを進めています。", ["賃貸管理のDX"], ["IoTとAIの企業"]),
    japanese("karaoke", "AIと5GとIoTでカラオケ店のDXを進めています。", ["カラオケ店のDX"], ["AI、5G"]),
]


def ranking(signal, own, others, *, with_encoder=True):
    corpus = Corpus.of([*own, *others], load(), FIELDS, load_encoder() if with_encoder else None)
    return rank_all(corpus, WEIGHTS[signal])


@pytest.mark.parametrize("company", RIVALS, ids=lambda company: company.id)
@pytest.mark.parametrize(("signal", "with_encoder"), [(name, True) for name in SIGNALS] + [("tfidf", False)])
def test_rival_is_not_among_the_first_five(company, signal, with_encoder):
    rival = RIVALS[company]

    ranked = ranking(signal, list(RIVALS), [*OTHERS, *RIVALS.values()], with_encoder=with_encoder)

    assert rival.id not in ranked[company.id][:5]
    assert company.id == ranked[rival.id][-1]


@pytest.mark.parametrize("signal", SIGNALS)
def test_partner_of_the_same_field_is_no_rival(signal):
    ranked = ranking(signal, list(RIVALS), [*OTHERS, *RIVALS.values()])

    assert ranked["fr-warehouse"][0] in ("jp-motor", "jp-trade", "jp-depot")
    assert ranked["fr-fraud"][0] in ("jp-bank", "jp-shop", "jp-fund")


@pytest.mark.parametrize(("signal", "with_encoder"), [(name, True) for name in SIGNALS] + [("tfidf", False)])
def test_pair_that_shares_only_buzzwords_is_not_among_the_first_five(signal, with_encoder):
    ranked = ranking(signal, [DAIRY, WAREHOUSE, FRAUD], [*OTHERS, *BUZZ], with_encoder=with_encoder)

    assert {company.id for company in BUZZ}.isdisjoint(ranked["fr-dairy"][:5])


@pytest.mark.parametrize(
    ("language", "buzz", "subject"),
    [
        ("fr", "L'IA et l'IoT font la transformation numérique.", "Nous élevons des vaches."),
        ("ja", "AI・IoT・5GでDX。", "乳牛の飼料を製造しています。"),
    ],
)
def test_sentence_of_buzzwords_leaves_the_meaning_as_it_is(language, buzz, subject):
    finder = finder_of(load())
    texts = ProfileTexts("x", "FR", language, f"{buzz} {subject}")

    assert without_idle_sentences(texts, finder).description == subject
    assert without_idle_sentences(replace(texts, description=buzz), finder).description == buzz
    assert without_idle_sentences(replace(texts, description=subject), finder).description == subject


def test_buzzwords_weigh_next_to_nothing_however_often_they_are_said():
    bags = [bags_of(texts, load()) for texts in (french("x", "IA. IA. IA et tournesol."), BUZZ[0])]
    snapshot = Snapshot.fit(bags)

    weights = dict(zip(*snapshot.vectors(bags)[0].concepts["overall"], strict=True))

    named = {snapshot.terms[position]: weight for position, weight in weights.items()}
    assert named["artificial-intelligence"] < max(named.values()) / 5


def test_buzzword_counts_less_than_another_concept():
    bags = bags_of(french("x", "IA et tournesol, IoT et drone."), load())

    assert bags.overall["artificial-intelligence"] < bags.overall["drone"]
