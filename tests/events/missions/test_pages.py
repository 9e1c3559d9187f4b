"""The pages of missions: prepared, public, applied for, scored, selected, as a file."""

import csv
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from events.missions import juries, preparing
from events.missions.pages import MissionPage
from events.models import Application, Edition, Mission, MissionState, TradeShow
from tests.events.missions import life
from tests.factories import CompanyFactory, EditionFactory, MembershipFactory, MissionFactory
from tests.permissions import world as worlds

pytestmark = pytest.mark.django_db


def signed_in(world, role):
    """A client signed in as somebody of the world, in English."""
    person = world[role]
    if person.needs_second_factor:
        from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: PLC0415 -- app ready

        TOTP.activate(person, generate_totp_secret())
    return worlds.client_of(world, role, "en")


def day(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def facts(**changes):
    """A filled-in form for a mission."""
    return {
        "key": str(uuid4()),
        "edition": EditionFactory().pk,
        "starts_on": day(90),
        "ends_on": day(94),
        "opens_day": day(0),
        "opens_time": "00:00",
        "deadline_day": day(30),
        "deadline_time": "18:00",
        "seats": 5,
        "languages": ["fr", "ja"],
        "deposit": 1000,
        "currency": "EUR",
        "interpreter_budget": 0,
        "oldest_years": 9,
        "needed_fields": ["iot_sensors"],
        **changes,
    }


def test_officer_prepares_a_mission_whose_deadline_is_in_their_own_zone(world):
    client = signed_in(world, "french_officer")
    given = facts()

    for _again in range(2):  # a second submit is the same mission
        client.post(reverse("missions:create"), given)

    mission = Mission.objects.get()
    assert (mission.country, mission.agency, mission.state) == ("FR", world["french_officer"].agency, "draft")
    assert mission.deadline_at.astimezone(world["french_officer"].zone).strftime("%H:%M") == "18:00"
    assert mission.rules == {"oldest_years": 9, "fields": ["iot_sensors"]}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"deadline_day": "2001-01-01"}, "deadline_day"),
        ({"ends_on": "2001-01-01"}, "ends_on"),
        ({"starts_on": day(3)}, "starts_on"),
        ({"seats": 0}, "seats"),
        ({"languages": []}, "languages"),
        ({"edition": 0}, "edition"),
    ],
)
def test_wrong_facts_are_named_and_nothing_is_saved(world, wrong, field):
    answer = signed_in(world, "french_officer").post(reverse("missions:create"), facts(**wrong))

    assert (answer.status_code, field in answer.context["form"].errors) == (422, True)
    assert not Mission.objects.exists()


def test_officer_cannot_prepare_a_mission_to_their_own_country(world):
    home = EditionFactory(show__french=True)

    answer = signed_in(world, "french_officer").post(reverse("missions:create"), facts(edition=home.pk))

    assert "edition" in answer.context["form"].errors


def test_texts_and_lists_are_saved_line_by_line(world):
    mission = life.draft(world, texts=False, criteria=False)
    client = signed_in(world, "french_officer")
    texts = {f"{name}_{code}": f"{name} {code}" for name in ("title", "theme") for code in ("fr", "ja", "en")}
    client.post(reverse("missions:edit_texts", args=[mission.pk]), texts)
    line = {"french": "Quoi ?", "japanese": "何?", "english": "What?", "weight": 3, "position": 1}
    sent = {"criteria-TOTAL_FORMS": 2, "criteria-INITIAL_FORMS": 0}
    sent |= {f"criteria-0-{name}": value for name, value in line.items()}
    sent |= {"criteria-1-weight": 1, "criteria-1-position": 1}

    client.post(reverse("missions:edit_part", args=[mission.pk, "criteria"]), sent)

    assert preparing.missing(mission) == []
    assert [(each.english, each.weight) for each in mission.criteria.all()] == [("What?", 3)]


def test_mission_with_the_host_is_not_changed(world):
    mission = life.proposed(world)

    answer = signed_in(world, "french_officer").post(reverse("missions:edit", args=[mission.pk]), facts())

    assert answer.status_code == 409
    assert life.fresh(mission).seats == mission.seats


def test_mission_is_signed_only_as_it_was_read(world):
    mission = life.proposed(world)
    client = signed_in(world, "japanese_officer")
    address = reverse("missions:act", args=[mission.pk, "countersign"])

    refused = client.post(address, {"seen": "something else"}).status_code
    client.post(address, {"seen": mission.proposal})

    assert (refused, life.fresh(mission).state) == (409, MissionState.OPEN)


@pytest.mark.parametrize(
    ("language", "title"),
    [("fr", "Mission capteurs"), ("ja", "センサー派遣団"), ("en", "Sensor mission")],
)
def test_everybody_reads_the_mission_with_its_deadline_in_both_zones(client, world, language, title):
    mission = life.opened(world)
    hours = {"fr": ("Paris", "Tokyo"), "ja": ("パリ", "東京"), "en": ("Paris", "Tokyo")}[language]

    page = client.get(mission.get_absolute_url(), headers={"Accept-Language": language}).text

    assert f"<h1>{title}</h1>" in page
    assert all(city in page for city in hours)


@pytest.mark.parametrize("company", ["", "x", "\0", "1.5", "9" * 30, "9" * 5000])
def test_application_of_a_company_that_does_not_exist_is_not_begun(world, company):
    mission = life.opened(world)

    client = signed_in(world, "french_member")

    answer = client.post(reverse("missions:apply", args=[mission.pk]), {"company": company})

    assert answer.status_code == 404
    assert not Application.objects.exists()


def test_member_applies_step_by_step_without_a_script(world):
    mission = life.opened(world, rules={"stages": ["growth"]})
    company = CompanyFactory(published=True, member=world["french_member"])
    client = signed_in(world, "french_member")
    client.post(reverse("missions:apply", args=[mission.pk]), {"company": company.pk})
    application = Application.objects.get()
    for number in (1, 2):
        client.post(reverse("missions:step", args=[application.pk, number]), {"text": "Bien"})
    client.post(reverse("missions:step", args=[application.pk, 3]), {"people": 2, "languages": ["fr"]})
    warned = client.get(application.get_absolute_url())

    client.post(reverse("missions:act_on_application", args=[application.pk, "submit"]))

    assert warned.context["failures"] == ["Stage: growth. You: seed."]
    assert life.fresh(application).state == "submitted"


@pytest.mark.parametrize("text", ["Écrivez à moi@example.com", "+33 1 99 00 12 34"])
def test_answer_with_contact_data_is_refused(world, text):
    application = life.application(life.opened(world), world["french_member"], submit=False)

    answer = signed_in(world, "french_member").post(
        reverse("missions:step", args=[application.pk, 1]), {"text": text}
    )

    assert (answer.status_code, application.answers.first().text) == (422, "Réponse canari")


def test_draft_is_seen_by_its_company_only(world):
    application = life.application(life.opened(world), world["french_member"], submit=False)

    seen = {
        role: signed_in(world, role).get(application.get_absolute_url()).status_code
        for role in ("french_member", "stranger", "french_officer", "japanese_officer")
    }

    assert seen == {"french_member": 200, "stranger": 404, "french_officer": 404, "japanese_officer": 404}


def test_officer_with_a_tie_does_not_see_the_application(world):
    _mission, [application] = life.scored(world)
    MembershipFactory(company=application.company, user=world["french_lead"])

    answer = signed_in(world, "french_lead").get(reverse("missions:selection", args=[application.mission_id]))

    assert answer.status_code == 403


def test_juror_sees_points_and_ranking_only_after_their_own(world):
    mission, [application] = life.selecting_with(world)
    client = signed_in(world, "japanese_officer")
    seat = application.jury.get(juror=world["japanese_officer"])
    other = application.jury.get(juror=world["french_officer"])
    juries.score(
        other, by=other.juror, points={each.pk: 3 for each in mission.criteria.all()}, remark="Canari"
    )
    before = client.get(application.get_absolute_url()).text
    ranking = client.get(reverse("missions:selection", args=[mission.pk])).context["rows"][0]["result"]
    given = {f"criterion_{each.pk}": 5 for each in mission.criteria.all()}

    client.post(reverse("missions:score", args=[seat.pk]), given)

    after = client.get(application.get_absolute_url()).text
    assert ("Canari</td>" in before, ranking, "Canari</td>" in after) == (False, None, True)


def test_selection_page_tells_who_still_owes_points_own_colleagues_by_name(world):
    mission, [first, _second] = life.selecting_with(world, 2)
    lead = world["french_lead"]
    juries.score(first.jury.get(juror=lead), by=lead, points={each.pk: 3 for each in mission.criteria.all()})
    officer, agency = world["french_officer"], str(world["japanese_officer"].agency)

    answer = signed_in(world, "french_officer").get(reverse("missions:selection", args=[mission.pk]))

    assert dict(answer.context["awaited"]) == {
        f"{officer.full_name} ({officer.agency})": 2,
        f"{lead.full_name} ({lead.agency})": 1,
        agency: 4,
    }
    assert f"{agency}: 4 applications" in answer.text


def test_nobody_is_selected_while_points_are_still_to_come(world):
    mission, [first, _second] = life.selecting_with(world, 2)
    for seat in first.jury.all():
        juries.score(seat, by=seat.juror, points={each.pk: 3 for each in mission.criteria.all()})

    page = signed_in(world, "french_officer").get(reverse("missions:selection", args=[mission.pk])).text

    assert life.fresh(first).state == "scored"
    assert f"outcome_{first.pk}" not in page


def test_selection_is_proposed_agreed_and_published_on_the_pages(world):
    mission, found = life.scored(world, 3)
    address = reverse("missions:selection", args=[mission.pk])
    french, japanese = signed_in(world, "french_officer"), signed_in(world, "japanese_officer")
    rows = french.get(address).context["rows"]
    french.post(address, {f"outcome_{row['application'].pk}": row["outcome"] for row in rows})
    seen = life.fresh(mission).nomination
    japanese.post(reverse("missions:act", args=[mission.pk, "agree"]), {"seen": seen})

    french.post(reverse("missions:act", args=[mission.pk, "publish"]))

    assert [life.fresh(each).state for each in found] == ["selected", "selected", "waitlisted"]
    shown = japanese.get(mission.get_absolute_url()).context["page"].delegation
    assert [each.pk for each in shown] == [each.pk for each in found]


def test_applications_are_a_file_without_formulas(world):
    mission, [application] = life.scored(world)
    type(application.company).objects.filter(pk=application.company_id).update(legal_name="=1+1")

    answer = signed_in(world, "french_officer").get(reverse("missions:csv", args=[mission.pk]))

    [head, row] = csv.reader(answer.getvalue().decode("utf-8-sig").splitlines())
    assert (head[0], row[0], row[4]) == ("Company", "'=1+1", "100.0")


def test_list_asks_the_same_number_of_queries_for_1_and_3_missions(client, world, django_assert_num_queries):
    life.opened(world)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("missions:list"))
    life.opened(world)
    life.opened(world)

    with django_assert_num_queries(len(one)):
        answer = client.get(reverse("missions:list"))

    assert len(answer.context["running"]) == 3


def test_selection_asks_the_same_number_of_queries_for_1_and_3_applications(world, django_assert_num_queries):
    small, _ = life.scored(world, 1)
    large, _ = life.scored(world | {"french_member": world["stranger"]}, 3)
    client = signed_in(world, "french_officer")
    client.get(reverse("missions:selection", args=[small.pk]))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("missions:selection", args=[small.pk]))

    with django_assert_num_queries(len(one)):
        client.get(reverse("missions:selection", args=[large.pk]))


def test_log_of_an_application_tells_changes_in_a_row_once(world):
    application = life.application(life.opened(world), world["french_member"])

    log = signed_in(world, "french_member").get(application.get_absolute_url()).context["log"]

    assert application.log.count() > len(log)
    assert [line["what"] for line in log] == ["changed", "sent"]


def test_cost_sheet_says_what_is_left_to_the_company_in_each_currency():
    mission = MissionFactory()
    sheet = [
        ("booth", 900, "EUR", "halves"),
        ("travel", 1400, "EUR", "company"),
        ("hotel", 7501, "JPY", "halves"),
    ]
    for kind, amount, currency, payer in [*sheet, ("interpreter", 2000, "EUR", "agency")]:
        mission.costs.create(kind=kind, amount=amount, currency=currency, payer=payer)

    with translation.override("en"):
        assert MissionPage(mission, AnonymousUser()).own_costs == ["€1,850", "¥3,751"]


def test_company_called_off_still_sees_its_application(world):
    mission = life.opened(world)
    life.application(mission, world["french_member"])
    preparing.cancel(mission, by=world["french_officer"], reason="budget")

    seen = [
        signed_in(world, role).get(mission.get_absolute_url()).status_code
        for role in ("french_member", "stranger")
    ]

    assert seen == [200, 404]


def test_officer_adds_a_show_and_an_edition_with_its_source(world):
    client = signed_in(world, "japanese_officer")
    show = {
        "name": "SusHi Tech Tokyo",
        "country": "JP",
        "city": "Tokyo",
        "venue": "Tokyo Big Sight",
        "time_zone": "Asia/Tokyo",
    }
    client.post(reverse("events:add_show"), show)
    address = reverse("events:add_edition", args=["sushi-tech-tokyo"])
    dates = {"year": 2031, "starts_on": "2031-04-27", "ends_on": "2031-04-29", "is_confirmed": "on"}

    without = client.post(address, dates)
    client.post(address, dates | {"source": "sushitech.example.com"})

    assert "source" in without.context["form"].errors
    edition = Edition.objects.get(show__slug="sushi-tech-tokyo")
    assert (edition.is_confirmed, edition.is_entered) == (True, True)
    assert TradeShow.objects.get().zone_name == "Tokyo"


def test_reference_data_leave_what_officers_entered(world):
    from events.reference import load_shows  # noqa: PLC0415 -- beside its use

    load_shows()
    edition = Edition.objects.get(show__slug="ceatec", year=2027)
    dates = {"year": 2027, "starts_on": "2027-10-12", "ends_on": "2027-10-15"}
    signed_in(world, "french_officer").post(reverse("events:edit_edition", args=[edition.pk]), dates)

    load_shows()

    assert life.fresh(edition).starts_on is not None
