"""Who has an address: whoever confirmed it, not whoever typed it first."""

from allauth.account.models import EmailAddress

from accounts.models import Role, User


def make_free(email: str, *, for_user: User | None = None) -> bool:
    """Remove accounts that claimed `email` and never confirmed it; say whether nobody else has it now.

    To be called once somebody has shown that the mailbox is theirs. Without a confirmed address nobody
    could ever sign in, so such an account owns nothing.
    """
    others = User.objects.with_address(email).exclude(pk=for_user and for_user.pk)
    others.filter(role=Role.MEMBER, last_login=None).exclude(emailaddress__verified=True).delete()
    return not others.exists()


def is_taken(email: str) -> bool:
    """Whether an account has this address; one that somebody merely wants to change to is free."""
    return User.objects.with_address(email).exists()


def is_confirmed(email: str) -> bool:
    """Whether somebody has confirmed that this address is theirs."""
    return EmailAddress.objects.is_verified(email)
