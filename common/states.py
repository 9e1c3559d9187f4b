"""Life cycles: a row with a state that only moves along a table of transitions."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _


class TransitionError(Exception):
    """A move that the life cycle does not allow, or that somebody else was quicker to make."""

    def __init__(self, message: str, *, decided_by: Any = None, decided_at: Any = None) -> None:
        super().__init__(message)
        self.decided_by = decided_by
        self.decided_at = decided_at


class StatefulModel(models.Model):
    """A row with a `state` that only moves along its class's TRANSITIONS."""

    TRANSITIONS: dict[str, set[str]] = {}

    class Meta:
        abstract = True

    def can_move_to(self, new_state: str) -> bool:
        """Whether the life cycle leads from the present state to `new_state`."""
        return new_state in self.TRANSITIONS.get(self.state, set())

    def move_to(self, new_state: str, **changes: Any) -> None:
        """Save the new state and `changes`, once, even if two people act together."""
        if not self.can_move_to(new_state):
            raise TransitionError(
                _("%(row)s: this step is not possible any more, for the state is now “%(state)s”.")
                % {"row": self, "state": self.get_state_display()}
            )

        # The old state is part of the WHERE clause, so the second of two
        # simultaneous moves updates no row.
        changes["state"] = new_state
        unmoved = type(self)._default_manager.filter(pk=self.pk, state=self.state)
        if not unmoved.update(**changes):
            raise TransitionError(_("%(row)s was changed by somebody else.") % {"row": self})

        for field, value in changes.items():
            setattr(self, field, value)
