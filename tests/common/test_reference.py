"""Reference data for every installation; demo data where it is wanted, and once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Agency, User
from common import reference
from events.models import Edition, TradeShow
from startups.models import Company, Label, Programme
from tests.factories import UserFactory

LOADED = [Agency, Programme, Label, TradeShow, Edition]


def stored():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in LOADED}


@pytest.mark.django_db
def test_reference_data_loaded_again_is_the_same():
    call_command("load_reference")
    before = stored()

    call_command("load_reference")

    assert stored() == before
    assert [name for name, rows in before.items() if not rows] == []


@pytest.mark.django_db
def test_reference_data_that_was_changed_is_brought_back():
    call_command("load_reference")
    before = stored()
    Agency.objects.update(name="Wrong")
    Label.objects.update(source="Wrong")
    Edition.objects.update(remark="Wrong", is_confirmed=True)

    call_command("load_reference")

    assert stored() == before


@pytest.mark.django_db
def test_demo_data_is_refused_where_demo_is_off(settings):
    settings.DEMO = False
    call_command("load_reference")

    with pytest.raises(CommandError, match="Demo data is off here. Nothing was loaded."):
        call_command("load_demo")

    assert (User.objects.count(), Company.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_demo_data_is_not_loaded_among_real_people(settings):
    settings.DEMO = True
    person, said = UserFactory(), StringIO()

    call_command("load_demo", stdout=said)

    assert (list(User.objects.all()), Company.objects.count()) == ([person], 0)
    assert said.getvalue() == "The database is not empty: the demo data was not loaded again.\n"


@pytest.mark.django_db
def test_demo_data_fills_an_empty_database_once(settings):
    settings.DEMO = True
    call_command("load_reference")

    call_command("load_demo")
    before = list(Company.objects.order_by("pk").values())
    call_command("load_demo", stdout=StringIO())

    assert User.objects.filter(email="founder-fr@example.com").count() == 1
    assert len(before) > 0
    assert list(Company.objects.order_by("pk").values()) == before


def test_lower_layers_load_first(monkeypatch):
    monkeypatch.setattr(reference, "_reference", [])
    order = []
    for module in ("matching.sample", "accounts.reference", "events.reference", "startups.reference"):
        loader = lambda module=module: order.append(module)  # noqa: E731 -- each in a module of its own
        loader.__module__ = module
        reference.reference_data(loader)

    reference.load_reference()

    assert order == ["accounts.reference", "startups.reference", "events.reference", "matching.sample"]
