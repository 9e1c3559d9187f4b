"""Addresses of `startups`."""

from django.urls import path

from startups.views import desk, directory, members, registration, standing

app_name = "startups"
urlpatterns = [
    path("company/", registration.company, name="company"),
    path("company/identity/", registration.identity, name="identity"),
    path("company/texts/", registration.texts, name="texts"),
    path("company/texts/new/", registration.add_text, name="add_text"),
    path("company/texts/<int:pk>/", registration.edit_text, name="edit_text"),
    path("company/texts/<int:pk>/remove/", registration.remove_text, name="remove_text"),
    path("company/activity/", registration.activity, name="activity"),
    path("company/labels/", registration.labels, name="labels"),
    path("company/contact/", registration.contact, name="contact"),
    path("company/submit/", registration.submit, name="submit"),
    path("company/reopen/", registration.reopen, name="reopen"),
    path("company/appeal/", standing.appeal, name="appeal"),
    path("company/withdraw/", standing.withdraw, name="withdraw"),
    path("company/members/", members.show, name="members"),
    path("company/members/invite/", members.invite, name="invite_member"),
    path("company/members/leave/", members.leave, name="leave"),
    path("company/members/<int:pk>/make-owner/", members.make_owner, name="make_owner"),
    path("company/members/<int:pk>/hand-over/", members.hand_over, name="hand_over"),
    path("company/members/<int:pk>/remove/", members.remove, name="remove_member"),
    path("company/invitations/<int:pk>/withdraw/", members.withdraw, name="withdraw_member_invitation"),
    path("company/invitations/<str:token>/", members.join, name="join"),
    path("companies/", directory.directory, name="directory"),
    path("companies/<int:pk>/", directory.profile, name="profile"),
    path("desk/companies/", desk.desk, name="desk"),
    path("desk/companies/<int:pk>/", desk.review, name="review"),
    path("desk/companies/<int:pk>/take/", desk.take, name="take"),
    path("desk/companies/<int:pk>/decide/", desk.decide, name="decide"),
    path("desk/companies/<int:pk>/suspend/", desk.suspend, name="suspend"),
    path("desk/companies/<int:pk>/reinstate/", desk.reinstate, name="reinstate"),
    path("desk/labels/", desk.label_desk, name="label_desk"),
    path("desk/labels/<int:pk>/decide/", desk.decide_label, name="decide_label"),
]
