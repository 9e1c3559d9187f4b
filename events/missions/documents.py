"""Documents of a mission: files and links, for everybody or for the delegation."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.states import TransitionError
from events.missions.happening import locked_mission, refuse
from events.models import Document, DocumentFile, Mission
from events.models.lives import Actor

MOST = 20  # of one mission


@transaction.atomic
def add(document: Document, *, by: User, content: bytes = b"") -> None:
    """Add a document to its mission; `content` is that of a file that was checked, empty for a link.

    The same document once more is a form sent twice, and changes nothing.
    """
    mission = _changeable(document.mission, by)
    if _is_repeated(document, content):
        return
    if mission.documents.count() >= MOST:
        text = _("A mission has %(most)s documents at most. Please remove one first.")
        raise TransitionError(text % {"most": MOST})
    document.size = len(content)
    document.save()
    if content:
        DocumentFile.objects.create(document=document, content=content)


@transaction.atomic
def remove(document: Document, *, by: User) -> None:
    """Take a document away, with its file."""
    _changeable(document.mission, by)
    document.delete()


def shown_to(mission: Mission, user: User) -> list[Document]:
    """What `user` may read: officers all, companies with a place what is for the delegation, too."""
    documents = list(mission.documents.all())
    if all(each.is_public for each in documents) or belongs(mission, user):
        return documents
    return [each for each in documents if each.is_public]


def belongs(mission: Mission, user: User) -> bool:
    """Whether `user` is an officer, or of a company with a place in the delegation."""
    if not user.is_authenticated:
        return False
    return bool(mission.roles_of(user)) or mission.applications.of(user).holding_a_seat().exists()


def _is_repeated(document: Document, content: bytes) -> bool:
    told = {name: getattr(document, name) for name in ("mission", "kind", "language", "title", "link")}
    same = Document.objects.filter(**told, is_public=document.is_public, size=len(content))
    return same.filter(file__content=content).exists() if content else same.exists()


def _changeable(mission: Mission, by: User) -> Mission:
    mission = locked_mission(mission.pk)
    if Actor.SENDING not in mission.roles_of(by):
        raise PermissionDenied
    if mission.awaits_countersignature:
        refuse(mission, _("The mission is with the host country. Take it back to change it."))
    if not mission.takes_documents:
        refuse(mission)
    return mission
