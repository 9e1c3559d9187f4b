"""Finding the names of a company's own people in a text."""

import pytest

from matching.own.private_names import find_private_names

CLAIRE = ("Delmas", "Claire")
HANAKO = ("金糸雀", "花子")
MORI = ("森", "光")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bonjour, Claire Delmas vous répondra.", ["Delmas"]),
        ("Demandez M. DELMAS", ["Delmas"]),
        ("Ｄｅｌｍａｓ vous répondra", ["Delmas"]),
        ("Une offre claire pour Delmasville", []),
        ("担当の金糸雀です。", ["金糸雀"]),
        ("担当の金糸雀 花子です。", ["金糸雀"]),
        ("花子という品種です。", []),
        ("森林の管理に光センサーを使います。", []),
        ("森　光がご案内します。", ["森"]),
        ("", []),
    ],
)
def test_names_are_found_as_people_write_them(text, found):
    assert find_private_names(text, [CLAIRE, HANAKO, MORI]) == found


def test_people_without_a_name_are_nowhere():
    assert find_private_names("Anything at all", [("", ""), ("", "Claire")]) == []
