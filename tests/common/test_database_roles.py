"""The application's database role: all it needs, and no way to change history."""

import psycopg
import pytest
from django.apps import apps
from django.db import connection, models

from common.database_roles import history_tables
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db(transaction=True)
HISTORIES = [model for model in apps.get_models() if model._meta.db_table in history_tables()]
ORDINARY = [
    model._meta.db_table
    for model in apps.get_models()
    if model._meta.managed and not model._meta.proxy and model not in HISTORIES
]
# About nobody: words of the thesaurus, and codes that forms choose from lists.
OF_MISSIONS = ["reason", "state_before", "state_after"]
NOT_PERSONAL = {
    "conceptlabelhistory": ["concept", "label"],
    "matchevent": ["reason"],
    "missionlogline": OF_MISSIONS,
    "applicationlogline": OF_MISSIONS,
}
refused = pytest.raises(psycopg.errors.InsufficientPrivilege)


@pytest.fixture
def app_role(transactional_db):
    """A connection as the role the site runs as, on the database of the tests."""
    settings = connection.settings_dict
    host = settings["HOST"] or settings["OPTIONS"]["host"]
    with psycopg.connect(dbname=settings["NAME"], user="app", host=host, autocommit=True) as app:
        yield app


def rows(app, table):
    return app.execute(f"SELECT * FROM {table} ORDER BY pgh_id").fetchall()


def test_every_tracked_model_has_its_history():
    assert sorted(history_tables()) == [
        "accounts_userhistory",
        "events_applicationlogline",
        "events_meetinghistory",
        "events_missionlogline",
        "matching_conceptlabelhistory",
        "matching_matchevent",
        "matching_matchhistory",
        "startups_companyhistory",
        "startups_labelclaimhistory",
        "startups_membershiphistory",
    ]


@pytest.mark.parametrize("table", history_tables())
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET id = 1",
        "DELETE FROM {table}",
        "TRUNCATE {table}",
        "DROP TABLE {table}",
        "ALTER TABLE {table} ADD COLUMN forged integer",
    ],
)
def test_history_cannot_be_changed_by_the_application(app_role, table, statement):
    with refused:
        app_role.execute(statement.format(table=table))


@pytest.mark.parametrize(
    "table",
    ["startups_company", "startups_labelclaim", "startups_membership", "matching_match", "accounts_user"],
)
def test_application_cannot_switch_history_off(app_role, table):
    with refused:
        app_role.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    with refused:
        app_role.execute("SET session_replication_role = replica")


def test_change_by_the_application_is_added_to_history(app_role):
    company = CompanyFactory()
    before = rows(app_role, "startups_companyhistory")

    app_role.execute("UPDATE startups_company SET state = 'submitted' WHERE id = %s", [company.pk])

    after = rows(app_role, "startups_companyhistory")
    assert after[: len(before)] == before
    added = app_role.execute(
        "SELECT id, state, pgh_label FROM startups_companyhistory ORDER BY pgh_id DESC LIMIT 1"
    )
    assert len(after) == len(before) + 1
    assert added.fetchone() == (company.pk, "submitted", "update")


def test_history_outlives_what_it_is_about(app_role):
    company = CompanyFactory(text=False, contact_person=False)
    before = rows(app_role, "startups_companyhistory")

    app_role.execute("DELETE FROM startups_company WHERE id = %s", [company.pk])

    assert rows(app_role, "startups_companyhistory") == before
    assert len(before) == 1


@pytest.mark.parametrize("table", [*ORDINARY, "cache", "django_migrations"])
def test_application_may_read_and_write_every_other_table(app_role, table):
    rights = ["SELECT", "INSERT", "UPDATE", "DELETE"]

    held = [app_role.execute("SELECT has_table_privilege(%s, %s)", [table, right]) for right in rights]

    assert [answer.fetchone()[0] for answer in held] == [True] * 4


def test_application_may_take_the_next_number_of_every_sequence(app_role):
    names = "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    sequences = app_role.execute(f"{names} WHERE c.relkind = 'S' AND n.nspname = 'public'").fetchall()

    closed = [
        name
        for [name] in sequences
        if not app_role.execute("SELECT has_sequence_privilege(%s, 'USAGE')", [name]).fetchone()[0]
    ]

    assert (closed, len(sequences) > 10) == ([], True)


@pytest.mark.parametrize("model", HISTORIES)
def test_history_has_no_room_for_personal_words(model):
    free_texts = [
        field.name
        for field in model._meta.fields
        if isinstance(field, (models.CharField, models.TextField))
        and not field.choices
        and field.name != "pgh_label"
    ]

    assert free_texts == NOT_PERSONAL.get(model._meta.model_name, [])
