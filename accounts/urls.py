"""Addresses of `accounts`."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("account/", views.settings, name="settings"),
    path("account/leave/", views.leave, name="leave"),
    path("account/leave/<int:pk>/cancel/", views.cancel_leave, name="cancel_leave"),
    path("account/write-again/", views.write_again, name="write_again"),
    path("invitations/", views.invite, name="invite"),
    path("invitations/<int:pk>/withdraw/", views.withdraw_invitation, name="withdraw_invitation"),
    path("invitations/<str:token>/", views.accept_invitation, name="accept_invitation"),
]
