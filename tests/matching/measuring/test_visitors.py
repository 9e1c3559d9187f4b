"""People who look around, and what is made of how long they waited."""

import pytest

from matching.measuring import visitors
from matching.measuring.visitors import Figures, Visit, Visitor, figures, look_around
from tests.running import free_port


@pytest.fixture
def hurried(monkeypatch):
    """Nobody thinks for long."""
    monkeypatch.setattr(visitors, "THINKS", (0.0, 0.01))


def test_figures_are_the_slowest_page_first_with_the_ninety_fifth_of_a_hundred():
    quick = [Visit("quick", place / 1000, True) for place in range(1, 101)]
    slow = [Visit("slow", 0.4, False), Visit("slow", 0.2, True), Visit("slow", 0.3, True)]

    assert figures([*quick, *slow]) == [
        Figures("slow", requests=3, median_ms=300, p95_ms=400, errors=1),
        Figures("quick", requests=100, median_ms=50, p95_ms=95, errors=0),
    ]


def test_nobody_answering_is_an_error(hurried):
    visitor = Visitor(0, f"http://127.0.0.1:{free_port()}", "", {"home": ["/"]}, 0.1)

    visits = look_around([visitor])

    assert {visit.is_answered for visit in visits} == {False}


@pytest.mark.django_db(transaction=True)
def test_visitor_opens_every_page_and_a_missing_one_is_an_error(hurried, live_server):
    pages = {"home": ["/", "/about/"], "missing": ["/nowhere/"]}

    visits = look_around([Visitor(0, live_server.url, "", pages, 1.0)])

    assert {(visit.page, visit.is_answered) for visit in visits} == {("home", True), ("missing", False)}


@pytest.mark.django_db(transaction=True)
def test_what_is_opened_during_the_warm_up_does_not_count(hurried, live_server):
    visitor = Visitor(0, live_server.url, "", {"home": ["/"]}, seconds=0, warm_up=0.5)

    assert look_around([visitor]) == []
