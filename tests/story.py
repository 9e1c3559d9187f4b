"""The two founders whose way the tests walk, each in their own language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Founder:
    """A person who registers a company: what they type into each form, step by step."""

    language: str
    country: str
    email: str
    identity: dict[str, str]
    text: dict[str, str]
    activity: dict[str, list[str]]
    contact: dict[str, str]

    @property
    def company(self) -> str:
        """The name of the company as written."""
        return self.identity["legal_name"]


FRENCH = Founder(
    language="fr",
    country="FR",
    email="claire@example.com",
    identity={
        "legal_name": "Vignécoute SAS",
        "latin_name": "Vignécoute",
        "number": "732 829 320",
        "founded_on": "2021-03-15",
        "stage": "early",
        "head_count": "10-49",
        "postal_code": "34000",
        "region": "Occitanie",
        "city": "Montpellier",
        "street": "3 rue des Exemples",
        "website": "https://vignecoute.example.com",
    },
    text={
        "summary": (
            "Nous fabriquons des capteurs d'humidité du sol pour les vignobles. Les viticulteurs irriguent "
            "au bon moment et consomment moins d'eau."
        ),
        "offers": "Capteurs d'humidité du sol\nPrévision d'irrigation",
        "seeks": "Une exploitation agricole pour un site pilote\nUn distributeur",
    },
    activity={
        "fields": ["agrifood", "iot_sensors"],
        "technologies": ["iot"],
        "working_languages": ["fr", "en"],
    },
    contact={
        "family_name": "Canarifamille",
        "given_name": "Claire",
        "title": "Présidente",
        "email": "canari-claire@example.com",
        "phone": "+33 1 99 00 12 34",
    },
)
JAPANESE = Founder(
    language="ja",
    country="JP",
    email="hanako@example.com",
    identity={
        "legal_name": "株式会社ぶどう畑みまもり",
        "latin_name": "Budobatake Mimamori",
        "kana": "ブドウバタケミマモリ",
        "number": "5010401067252",
        "founded_on": "2020-06-01",
        "stage": "growth",
        "head_count": "10-49",
        "postal_code": "400-0031",
        "region": "山梨県",
        "city": "甲府市",
        "street": "見本町1-2-3",
        "website": "",
    },
    text={
        "summary": (
            "ぶどう園と野菜農家に、土壌水分センサーの販売と設置、灌漑の自動制御を提供しています。"
            "契約農場で新しい農業技術の実証実験も行っています。"
        ),
        "offers": "農場での実証実験\n農業資材の販売代理店網",
        "seeks": "土壌水分センサー\n灌漑の予測技術",
    },
    activity={
        "fields": ["agrifood"],
        "technologies": ["iot"],
        "working_languages": ["ja", "en"],
    },
    contact={
        "family_name": "金糸雀",
        "given_name": "花子",
        "family_name_kana": "カナリア",
        "given_name_kana": "ハナコ",
        "title": "代表取締役",
        "email": "canari-hanako@example.com",
        "phone": "+81 3 9900 1234",
    },
)
FOUNDERS = (FRENCH, JAPANESE)
PASSWORD = "nine-cranes-over-the-loire"
