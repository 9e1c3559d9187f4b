"""Two database roles: the owner migrates; the application role may only add to history."""

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction

from common.history import AppendOnly

EVERYTHING = "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"
SEQUENCES = "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
APPEND_ONLY = "REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}"


def grant(using: str = "default", **kwargs) -> None:
    """Give the application role its rights on all tables, and on history only reading and adding."""
    role = settings.DATABASE_APP_ROLE
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT current_user <> %s AND to_regrole(%s) IS NOT NULL", [role, role])
        if not cursor.fetchone()[0]:
            return

        name = connections[using].ops.quote_name
        cursor.execute(EVERYTHING.format(role=name(role)))
        cursor.execute(SEQUENCES.format(role=name(role)))
        for table in history_tables():
            if table in connections[using].introspection.table_names(cursor):
                cursor.execute(APPEND_ONLY.format(table=name(table), role=name(role)))


def history_tables() -> list[str]:
    """The tables that hold history: one per tracked model, and the logs."""
    import pghistory.models  # noqa: PLC0415 -- app ready

    kinds = (pghistory.models.Event, AppendOnly)
    return [m._meta.db_table for m in apps.get_models() if issubclass(m, kinds)]
