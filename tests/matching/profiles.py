"""A few invented companies and the small thesaurus of the engine's tests."""

from pathlib import Path

from matching.engine.profiles import ProfileTexts
from matching.thesaurus.loading import load

SAMPLE = load(Path(__file__).parent / "thesaurus_sample")

FEED = ProfileTexts(
    id="fr-feed",
    country="FR",
    language="fr",
    description="Nous produisons une alimentation animale durable pour l'aquaculture.",
    offers=("Aliments pour animaux à base d'insectes",),
    seeks=("Capteurs de température pour bassins",),
)
SECURITY = ProfileTexts(
    id="fr-security",
    country="FR",
    language="fr",
    description="Éditeur de cybersécurité : l'IA arrête les cyberattaques.",
    offers=("Cybersécurité par apprentissage automatique",),
    seeks=("Fabricants de robots industriels",),
)
FISH = ProfileTexts(
    id="jp-fish",
    country="JP",
    language="ja",
    description="水産養殖の現場で使う温度センサーを開発しています。",
    offers=("養殖向け温度センサー",),
    seeks=("持続可能な飼料",),
)
ROBOTS = ProfileTexts(
    id="jp-robots",
    country="JP",
    language="ja",
    description="産業用ロボットをサイバー攻撃から守るAIを提供します。",
    offers=("産業用ロボット",),
    seeks=("サイバーセキュリティ",),
)
COMPANIES = (FEED, SECURITY, FISH, ROBOTS)
