"""Every address of the site."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from accounts.language import choose_language
from common.health import healthz
from events.views.shows import home

handler400 = "common.errors.bad_request"


def page(name: str):
    """A public page that is only a template."""
    return login_not_required(TemplateView.as_view(template_name=f"pages/{name}.html"))


@login_not_required
@require_safe
def favicon(request):
    """Where browsers look for an icon when a page names none: Django's admin, files, mails in a frame."""
    return redirect(static("images/icon.svg"))


urlpatterns = [
    path("", home, name="home"),
    path("about/", page("about"), name="about"),
    path("privacy/", page("privacy"), name="privacy"),
    path("terms/", page("terms"), name="terms"),
    path("legal/", page("legal"), name="legal"),
    path("accessibility/", page("accessibility"), name="accessibility"),
    path("contact/", page("contact"), name="contact"),
    path("language/", choose_language, name="set_language"),
    path("", include("matching.urls")),
    path("", include("startups.urls")),
    path("events/", include("events.urls")),
    path("", include("events.missions.urls")),
    path("", include("events.meetings.urls")),
    path("", include("accounts.urls")),
    path("", include("mail.urls")),
    path("accounts/", include("allauth.urls")),
    path("favicon.ico", favicon, name="favicon"),
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
]
