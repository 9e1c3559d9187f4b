"""Trade shows, missions with their applications, and meetings of two companies."""

from events.models.application_life import ApplicationEvent, ApplicationState
from events.models.applications import Answer, Application, Deposit
from events.models.calendar_feeds import CalendarFeed
from events.models.deadlines import Deadline
from events.models.jury import JurySeat, Score
from events.models.logs import ApplicationLogLine, MissionLogLine
from events.models.meetings import Attendance, Meeting, Slot
from events.models.mission_life import MissionEvent, MissionState
from events.models.mission_parts import Cost, Criterion, Document, DocumentFile, ProgrammeItem
from events.models.missions import Currency, Mission, MissionText
from events.models.shows import Edition, TradeShow

__all__ = [
    "Answer",
    "Application",
    "ApplicationEvent",
    "ApplicationLogLine",
    "ApplicationState",
    "Attendance",
    "CalendarFeed",
    "Cost",
    "Criterion",
    "Currency",
    "Deadline",
    "Deposit",
    "Document",
    "DocumentFile",
    "Edition",
    "JurySeat",
    "Meeting",
    "Mission",
    "MissionEvent",
    "MissionLogLine",
    "MissionState",
    "MissionText",
    "ProgrammeItem",
    "Score",
    "Slot",
    "TradeShow",
]
