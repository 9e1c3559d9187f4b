"""Life cycles: rows that move along their table only, once, whoever pushes."""

from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from common.states import StatefulModel, TransitionError
from startups.models import Company
from tests.factories import CompanyFactory

State = Company.State
STATEFUL = [model for model in apps.get_models() if issubclass(model, StatefulModel)]


@pytest.mark.django_db
def test_move_saves_the_state_and_what_changes_with_it():
    company = CompanyFactory()
    now = timezone.now()

    company.move_to(State.SUBMITTED, submitted_at=now)

    assert (company.state, company.submitted_at) == (State.SUBMITTED, now)
    stored = Company.objects.get()
    assert (stored.state, stored.submitted_at) == (State.SUBMITTED, now)


@pytest.mark.django_db
def test_move_saves_nothing_else():
    company = CompanyFactory(city="Rennes")
    company.city = "Brest"

    company.move_to(State.SUBMITTED)

    assert Company.objects.get().city == "Rennes"


@pytest.mark.django_db
def test_move_that_the_life_cycle_lacks_is_refused_and_changes_nothing():
    company = CompanyFactory(legal_name="Exemple SAS")

    with pytest.raises(TransitionError, match=r"^Exemple SAS: this step .* the state is now “draft”\.$"):
        company.move_to(State.PUBLISHED, published_at=timezone.now(), profile_version=1)

    assert (company.state, company.published_at, company.profile_version) == (State.DRAFT, None, 0)
    stored = Company.objects.get()
    assert (stored.state, stored.published_at, stored.profile_version) == (State.DRAFT, None, 0)


@pytest.mark.django_db
def test_end_of_a_life_has_no_way_on():
    company = CompanyFactory(state=State.ERASED)

    assert [state for state in State if company.can_move_to(state)] == []


@pytest.mark.django_db
def test_move_of_a_row_that_somebody_moved_meanwhile_is_refused():
    company = CompanyFactory(submitted=True, legal_name="Exemple SAS")
    stale = Company.objects.get()
    company.move_to(State.IN_REVIEW)

    with pytest.raises(TransitionError, match=r"^Exemple SAS was changed by somebody else\.$"):
        stale.move_to(State.DRAFT)

    assert stale.state == State.SUBMITTED
    assert Company.objects.get().state == State.IN_REVIEW


@pytest.mark.django_db
def test_move_of_a_row_that_is_gone_is_refused():
    company = CompanyFactory()
    Company.objects.all().delete()

    with pytest.raises(TransitionError):
        company.move_to(State.SUBMITTED)


@pytest.mark.django_db(transaction=True)
def test_of_many_moves_at_once_one_counts():
    company = CompanyFactory(submitted=True)
    goals = [State.IN_REVIEW, State.DRAFT] * 4
    start, won, lost = Barrier(len(goals)), [], []

    def push(goal):
        mine = Company.objects.get(pk=company.pk)
        start.wait()
        try:
            mine.move_to(goal)
            won.append(goal)
        except TransitionError:
            lost.append(goal)
        finally:
            connection.close()

    threads = [Thread(target=push, args=[goal]) for goal in goals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(won), len(lost)) == (1, len(goals) - 1)
    assert Company.objects.get().state == won[0]


@pytest.mark.parametrize("model", STATEFUL)
def test_table_of_moves_names_only_states_that_exist(model):
    named = set(model.TRANSITIONS).union(*model.TRANSITIONS.values())

    assert named <= set(model.State)
    assert model._meta.get_field("state").default in named
