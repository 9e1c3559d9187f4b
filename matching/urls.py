"""Addresses of `matching`."""

from django.urls import path

from matching.views import (
    board,
    concepts,
    desk,
    exposure,
    failed_mails,
    mail_samples,
    meeting,
    outcomes,
    ranking,
    suggestions,
)

app_name = "matching"
urlpatterns = [
    path("start/", suggestions.dashboard, name="dashboard"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("matches/<int:pk>/", suggestions.suggestion, name="match"),
    path("matches/<int:pk>/not-now/", suggestions.decline, name="decline"),
    path("desk/matches/<int:pk>/", desk.approval, name="approval"),
    path("matches/<int:pk>/meeting/", meeting.propose, name="propose_meeting"),
    path("matches/<int:pk>/outcome/", outcomes.report, name="report_outcome"),
    path("desk/contests/", outcomes.contests, name="contests"),
    path("desk/contests/<int:pk>/", outcomes.contest, name="contest"),
    path("board/", board.board, name="board"),
    path("board/<slug:table>.csv", board.download, name="board_csv"),
    path("outcomes.csv", board.outcomes, name="outcomes_csv"),
    path("desk/mails/", mail_samples.mail_samples, name="mail_samples"),
    path("desk/mails/<path:name>/", mail_samples.mail_sample, name="mail_sample"),
    path("fairness/", exposure.exposure, name="exposure"),
    path("ranking/", ranking.ranking, name="ranking"),
    path("failed-mails/", failed_mails.failed_mails, name="failed_mails"),
    path("failed-mails/<int:pk>/try-again/", failed_mails.try_again, name="try_again"),
    path("thesaurus/", concepts.concepts, name="concepts"),
    path("thesaurus/export.ttl", concepts.export_concepts, name="export_concepts"),
    path("thesaurus/<slug:slug>/", concepts.concept, name="concept"),
    path("thesaurus/<slug:slug>/add/", concepts.add_label, name="add_label"),
    path("thesaurus/<slug:slug>/hide/", concepts.hide_label, name="hide_label"),
]
