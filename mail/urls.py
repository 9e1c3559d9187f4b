"""Addresses of `mail`."""

from django.urls import path

from mail import hooks, unsubscribing, views

app_name = "mail"
urlpatterns = [
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<int:pk>/", views.message, name="message"),
    path("mail/reports/", hooks.report, name="report"),
    path("unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
]
