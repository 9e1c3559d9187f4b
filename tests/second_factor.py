"""A second factor as an app on somebody's telephone makes it."""

from allauth.mfa.totp.internal import auth


def set_up(person) -> str:
    """Give a person a second factor and return its secret."""
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(person, secret)
    return secret


def code(secret: str) -> str:
    """The six digits of this moment."""
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    return auth.format_hotp_value(auth.hotp_value(secret, counter))
