"""Missions of France to a show in Japan in several states, with applications of the French company."""

from events.models import DocumentFile
from matching.life.links import mission_not_now_url
from tests.events.missions import life
from tests.factories import MissionSuggestionFactory

CONTENT = b"%PDF-1.7"


def make(people: dict, own) -> dict:
    """The arguments of addresses by their name in the table."""
    opened, jury = life.opened(people), life.opened(people)
    sent = life.application(opened, people["french_member"], own=own)
    scored = life.application(jury, people["french_member"], own=own)
    life.missions_jury(life.close(jury), people)
    suggested = MissionSuggestionFactory(company=own, mission=life.opened(people))
    return {
        "public_file": [opened.pk, document(opened, is_public=True)],
        "own_file": [opened.pk, document(opened, is_public=False)],
        "suggested_mission": [suggested.pk],
        "mission_not_now": [mission_not_now_url(people["french_member"], suggested).split("/")[-2]],
        "mission_asked": [suggested.mission_id],
        "mission_draft": [life.draft(people).pk],
        "mission_texts": [life.draft(people).pk],
        "mission_part": [life.draft(people).pk, "criteria"],
        "mission_given": [life.proposed(people).pk],
        "mission_open": [opened.pk],
        "mission_jury": [jury.pk],
        "countersign": [life.proposed(people).pk, "countersign"],
        "propose": [life.draft(people).pk, "propose"],
        "no_event": [opened.pk, "nothing"],
        "application": [sent.pk],
        "app_step": [sent.pk, 1],
        "submit": [sent.pk, "submit"],
        "receive": [scored.pk, "receive"],
        "jury_seat": [scored.jury.get(juror=people["french_officer"]).pk],
        "edition": [opened.edition_id],
        "show": [opened.edition.show.slug],
    }


def document(mission, **changes) -> int:
    """A document with its file."""
    size = len(CONTENT)
    found = mission.documents.create(kind="guide", language="fr", size=size, **changes)
    DocumentFile.objects.create(document=found, content=CONTENT)
    return found.pk
