"""The member's side: registering a company step by step, and handing its profile in."""

from functools import wraps
from uuid import uuid4

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import member_required
from startups import publishing, registering
from startups.forms import ActivityForm, AppealForm, ContactForm, IdentityForm, LabelsForm, StartForm
from startups.models import Company, Contact
from startups.text_forms import TextForm

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def company_required(view):
    """Give the view the member's company; without one, show the page that begins one."""

    @wraps(view)
    def with_company(request, *args, **kwargs):
        company = own_company(request)
        return view(request, company, *args, **kwargs) if company else redirect("startups:company")

    return with_company


def editable_company_required(view):
    """Give the view the member's company; without one, or while it cannot be changed, show its page.

    Who changes it holds its row: the same form twice, or a form and the handing in, come one after the other.
    """

    @wraps(view)
    @transaction.atomic
    def with_company(request, *args, **kwargs):
        company = own_company(request, locked=request.method == "POST")
        if company is None:
            return redirect("startups:company")
        if not company.is_editable:
            messages.warning(request, _("The profile cannot be changed while it is handed in or published."))
            return redirect("startups:company")
        return view(request, company, *args, **kwargs)

    return with_company


def own_company(request, *, locked: bool = False) -> Company | None:
    """The company of which the signed-in person is a member."""
    companies = Company.objects.of(request.user).with_profile().order_by("pk")
    if locked:
        companies = companies.select_for_update(of=["self"])
    return companies.first()


@get_or_post
@member_required
def company(request):
    """Show what is done and what is missing; begin where there is no company yet."""
    own = own_company(request)
    if own is None:
        return start(request)

    return company_page(request, own)


def company_page(request, own, *, appeal=None, status=200):
    """The page of the own company: its steps or its state, and what may be done now."""
    context = {
        "company": own,
        "steps": registering.steps(own),
        "missing": registering.missing(own),
        "decision": own.decisions.first(),
        "appeal": appeal or AppealForm(),
    }
    return render(request, "startups/company.html", context, status=status)


def start(request):
    """Ask for the country and begin."""
    form = StartForm(request.POST or None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        registering.begin(user=request.user, **form.cleaned_data)
        return redirect("startups:identity")
    return render(request, "startups/start.html", {"form": form}, status=422 if form.errors else 200)


@get_or_post
@member_required
@editable_company_required
def identity(request, company):
    """The first step: who the company is."""
    form = IdentityForm(request.POST or None, instance=company)
    return _step(request, company, form, "identity", then="startups:texts")


@get_or_post
@member_required
@editable_company_required
def activity(request, company):
    """The third step: fields, technologies, working languages."""
    form = ActivityForm(request.POST or None, instance=company)
    return _step(request, company, form, "activity", then="startups:labels")


@get_or_post
@member_required
@editable_company_required
def labels(request, company):
    """The fourth step: labels of the own country."""
    form = LabelsForm(request.POST or None, company=company)
    return _step(request, company, form, "labels", then="startups:contact")


@get_or_post
@member_required
@editable_company_required
def contact(request, company):
    """The last step: the private contact person."""
    person = Contact.objects.filter(company=company).first()
    form = ContactForm(request.POST or None, instance=person, company=company)
    return _step(request, company, form, "contact", then="startups:company")


@require_safe
@member_required
@editable_company_required
def texts(request, company):
    """The second step: the texts in each language; straight to the first one when there is none."""
    if not company.texts.all():
        return redirect("startups:add_text")
    context = {"company": company, "steps": registering.steps(company), "current": "texts"}
    return render(request, "startups/texts.html", context)


@get_or_post
@member_required
@editable_company_required
def add_text(request, company):
    """Write the texts in one more language."""
    form = TextForm(request.POST or None, company=company)
    return _step(request, company, form, "texts", then="startups:texts")


@get_or_post
@member_required
@editable_company_required
def edit_text(request, company, pk):
    """Change the texts in one language, or the language they are in."""
    text = get_object_or_404(company.texts, pk=pk)
    form = TextForm(request.POST or None, instance=text, company=company)
    return _step(request, company, form, "texts", then="startups:texts")


@require_POST
@member_required
@editable_company_required
def remove_text(request, company, pk):
    """Take the texts in one language out."""
    get_object_or_404(company.texts, pk=pk).delete()
    messages.success(request, _("The texts were removed."))
    return redirect("startups:texts")


@get_or_post
@member_required
@company_required
def submit(request, company):
    """Show the whole profile once more, then hand it in."""
    if company.is_editable and registering.missing(company):
        return redirect("startups:company")
    if request.method != "POST" and not company.is_editable:
        return redirect("startups:company")
    if request.method != "POST":
        return render(request, "startups/submit.html", {"company": company})

    publishing.submit(company)
    messages.success(
        request, _("Your profile is with the officers of your country. We wrote to you to confirm it.")
    )
    return redirect("startups:company")


@require_POST
@member_required
@company_required
def reopen(request, company):
    """Take the profile back to change it."""
    publishing.reopen(company)
    messages.success(
        request, _("You can change the profile now. It is hidden until officers have verified it again.")
    )
    return redirect("startups:company")


def _step(request, company, form, current, *, then):
    """Save a valid form and go on; else show it with everything that was typed."""
    steps = registering.steps(company)  # as it is stored: a form writes into it what it then refuses
    if request.method == "POST" and form.is_valid() and _is_saved(form):
        messages.success(request, _("Saved."))
        return redirect(then)

    context = {"company": company, "form": form, "steps": steps, "current": current}
    return render(request, "startups/step.html", context, status=422 if form.errors else 200)


def _is_saved(form) -> bool:
    """Save; False when another company took the same number meanwhile, which the form then says."""
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        form.full_clean()
        if form.is_valid():
            raise
        return False
    return True
