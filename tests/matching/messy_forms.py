"""Registration forms as founders in a hurry fill them in: invented companies, each with one natural partner.

English among French and Japanese, no accents, full-width letters, lists, capitals, empty fields, advertising.
"""

from matching.engine.profiles import ProfileTexts


def french(name, description, offers=(), seeks=(), technologies=(), language="fr"):
    return ProfileTexts(f"fr-{name}", "FR", language, description, offers, seeks, technologies)


def japanese(name, description, offers=(), seeks=(), technologies=(), language="ja"):
    return ProfileTexts(f"jp-{name}", "JP", language, description, offers, seeks, technologies)


FRENCH = (
    french(
        "oysters",
        "ostreiculture + capteurs IoT. On surveille l'eau des parcs a huitres (temperature, salinite)",
    ),
    french(
        "exoskeleton",
        "🚀 LEADER de l'innovation ! Fondée par des passionnés, notre start-up réinvente demain. "
        "Nos exosquelettes soulagent le dos des ouvriers dans les entrepôts. Rejoignez l'aventure !",
        seeks=("distributeurs", "partenaires"),
    ),
    french(
        "hydrogen",
        "- Electrolyseurs PEM\n- hydrogene vert\n- stations de recharge H2 pour camions",
        seeks=("",),
    ),
    french(
        "translation",
        "We build AI translation & interpreting tools for patents and legal contracts. Founded in Lyon.",
        language="en",
    ),
    french(
        "wine",
        "NOUS VENDONS DU VIN NATUREL ET DES SPIRITUEUX EN LIGNE, DIRECTEMENT DU VIGNERON AU CONSOMMATEUR, "
        "PARTOUT EN EUROPE.",
    ),
    french(
        "dementia",
        "Appli mobile pour aidants de personnes atteintes d'Alzheimer. Jeux de mémoire, suivi, alerte chute",
        offers=("données cliniques",),
    ),
    french("satellites", "ｉｍａｇｅｓ ｓａｔｅｌｌｉｔｅ → détection de déforestation, sécheresse. API."),
    french(
        "concrete",
        "Béton bas carbone. Notre liant remplace le ciment (-70% CO2). Contact : hello@example.com "
        "https://www.example.com/beton",
        offers=("liant sans clinker",),
        seeks=("constructeurs, BTP",),
    ),
    french("cosmetics", "cosmétique clean / vegan 🌿 soins de la peau aux algues bretonnes, made in France"),
    french(
        "fraud",
        "L'IA, l'IoT et la 5G changent le monde et nous accompagnons la transformation digitale. "
        "Concrètement : détection de fraude au paiement pour les banques, KYC, lutte anti blanchiment.",
    ),
    french(
        "karaoke",
        "jeu video musical, moteur Unity, VR. studio indé 5 pers.",
        seeks=("éditeur / publisher Japan",),
    ),
    french("trains", "maintenance prédictive voies ferrées — drones inspectent les rails et caténaires"),
)
JAPANESE = (
    japanese("oysters", "牡蠣養殖の水温・塩分をセンサーで見える化する会社です"),
    japanese(
        "exoskeleton",
        "【世界初】物流現場の腰痛をなくすパワーアシストスーツを開発！！\n・倉庫作業\n・介護\nお気軽にお問い合わせください♪",
    ),
    japanese(
        "hydrogen",
        "水素ステーション運営。燃料電池トラック向け。We look for electrolyzer makers in EU.",
        seeks=("水電解装置",),
    ),
    japanese(
        "translation",
        "特許事務所・法務部むけ機械翻訳エンジン（日英中）。契約書レビューも。",
        technologies=("ＡＩ", "ＮＬＰ"),
    ),
    japanese(
        "wine", "Japanese importer / online shop of wine and sake for restaurants and home.", language="en"
    ),
    japanese("dementia", "認知症の早期発見アプリ。シニア向け脳トレ＋家族の見守り"),
    japanese("satellites", "ＡＩとＤＸで農林業を変革！衛星データで森林・農地をモニタリング"),
    japanese("concrete", "ゼネコン向けにCO2を吸収するコンクリートを製造しています。脱炭素。"),
    japanese("cosmetics", "海藻由来の化粧品・スキンケアOEM", offers=("", " "), seeks=("フランスブランド",)),
    japanese(
        "fraud",
        "私たちは世界をより良くすることを使命としています。経験豊富なチームがお客様を全力でサポートします。"
        "クレジットカードの不正利用検知、本人確認(eKYC)サービス。グローバル展開を加速中！",
    ),
    japanese("karaoke", "音ゲー・VRゲームのパブリッシャー。Switch/Steam. インディー歓迎"),
    japanese("trains", "鉄道の線路点検をドローンと画像解析で自動化"),
)
