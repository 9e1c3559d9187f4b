"""Trade shows, and meetings of two companies."""

from events.models.calendar_feeds import CalendarFeed
from events.models.deadlines import Deadline
from events.models.meetings import Attendance, Meeting, Slot
from events.models.shows import Edition, TradeShow

__all__ = ["Attendance", "CalendarFeed", "Deadline", "Edition", "Meeting", "Slot", "TradeShow"]
