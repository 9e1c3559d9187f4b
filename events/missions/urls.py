"""Addresses of missions, applications and juries."""

from django.urls import path

from events.views import applications, documents, juries, mission_editing, missions, selection

app_name = "missions"
urlpatterns = [
    path("missions/", missions.mission_list, name="list"),
    path("missions/new/", mission_editing.create, name="create"),
    path("missions/<int:pk>/", missions.mission, name="mission"),
    path("missions/<int:pk>/edit/", mission_editing.edit, name="edit"),
    path("missions/<int:pk>/edit/texts/", mission_editing.edit_texts, name="edit_texts"),
    path("missions/<int:pk>/edit/<str:part>/", mission_editing.edit_part, name="edit_part"),
    path("missions/<int:pk>/do/<str:event>/", missions.act, name="act"),
    path("missions/<int:pk>/documents/", documents.document_list, name="documents"),
    path("missions/<int:pk>/documents/<int:document_pk>/", documents.download, name="document"),
    path("missions/<int:pk>/documents/<int:document_pk>/remove/", documents.remove, name="remove_document"),
    path("missions/<int:pk>/selection/", selection.selection, name="selection"),
    path("missions/<int:pk>/applications.csv", selection.applications_csv, name="csv"),
    path("missions/<int:pk>/apply/", applications.apply, name="apply"),
    path("applications/<int:pk>/", applications.application, name="application"),
    path("applications/<int:pk>/steps/<int:number>/", applications.step, name="step"),
    path("applications/<int:pk>/do/<str:event>/", applications.act, name="act_on_application"),
    path("jury/", juries.jury, name="jury"),
    path("jury/<int:pk>/", juries.score, name="score"),
    path("jury/<int:pk>/step-back/", juries.step_back, name="step_back"),
    path("jury/<int:pk>/hand-over/", juries.hand_over, name="hand_over_seat"),
]
