"""Web addresses in forms."""

import pytest
from django.core.exceptions import ValidationError

from common.web_addresses import WebAddressField


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("example.com", "https://example.com"),
        ("http://example.com/guide?to=a@b", "http://example.com/guide?to=a@b"),
        ("", ""),
    ],
)
def test_address_is_kept_and_https_unless_it_says_otherwise(typed, kept):
    assert WebAddressField(required=False).clean(typed) == kept


@pytest.mark.parametrize(
    "typed", ["https://anne:secret@example.com/", "https://example.com@evil.example.com"]
)
def test_address_with_a_sign_in_is_refused(typed):
    with pytest.raises(ValidationError) as refusal:
        WebAddressField().clean(typed)

    assert refusal.value.code == "sign_in"
