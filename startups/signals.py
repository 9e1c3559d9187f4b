"""The one signal that goes up: a profile was published, revised, taken back or removed."""

from django.dispatch import Signal

profile_changed = Signal()  # sender: Company; company: the company that changed
