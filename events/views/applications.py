"""A company's application: begun, answered step by step, sent, and its place answered."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import member_required
from events.missions import applying, checking, condition_wording, juries, places
from events.missions.application_forms import AnswerForm, TravellersForm
from events.missions.pages import told
from events.models import Application, ApplicationEvent, JurySeat
from events.models.lives import Actor
from events.views.missions import visible
from startups.models import Company


@require_POST
@member_required
def apply(request, pk):
    """Begin the application of one of the member's companies, or go on with it."""
    mission = visible(request, pk)
    application = applying.begin(mission, company=_company(request), by=request.user)
    return redirect("missions:step", application.pk, 1)


@require_safe
def application(request, pk):
    """One application: for its company what is next, for officers what was answered, and the points."""
    found = _visible(request, pk)
    is_own = Actor.MEMBER in found.roles_of(request.user)
    sees_scores = not is_own and juries.sees_scores(found, request.user)
    context = {
        "application": found,
        "mission": found.mission,
        "is_own": is_own,
        "is_sending": Actor.SENDING in found.roles_of(request.user),
        "steps": _steps(found),
        "is_complete": not applying.open_steps(found),
        "failures": _failures(found) if is_own else [],
        "seats": found.jury.active().select_related("juror__agency").prefetch_related("scores__criterion")
        if sees_scores
        else JurySeat.objects.none(),
        "log": told(found.log.select_related("actor__agency")),
    }
    return render(request, "missions/application.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def step(request, pk, number):
    """One step of the form: a criterion, or at last who would travel; saved at each submit."""
    found = get_object_or_404(Application.objects.of(request.user).with_mission(), pk=pk)
    steps = _steps(found)
    if not 1 <= number <= len(steps):
        raise Http404
    applying.check_editable(found)
    criterion = steps[number - 1]["criterion"]
    form = _form(request, found, criterion)
    if request.method == "POST" and form.is_valid():
        if criterion:
            text = form.cleaned_data["text"]
            applying.answer(found, by=request.user, criterion=criterion, text=text)
        else:
            applying.say_who_travels(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. You can go on at any time until the deadline."))
        return redirect(found) if number == len(steps) else redirect("missions:step", found.pk, number + 1)
    context = {"application": found, "mission": found.mission, "form": form, "steps": steps, "number": number}
    status = 422 if request.method == "POST" else 200
    return render(request, "missions/step.html", context, status=status)


@require_POST
def act(request, pk, event):
    """One step of the company, or of an officer who records a deposit."""
    found = _visible(request, pk)
    if event not in DOING:
        raise Http404
    activity, said = DOING[event]
    activity(found, by=request.user)
    messages.success(request, said)
    return redirect(found)


def _company(request) -> Company:
    companies = ModelChoiceField(Company.objects.of(request.user))
    try:
        return companies.clean(request.POST.get("company"))
    except ValidationError:  # another's company, or no number at all
        raise Http404 from None


def _visible(request, pk) -> Application:
    rows = Application.objects.with_mission()
    own = rows.of(request.user)
    allowed = rows.for_officer(request.user) if request.user.is_officer else own
    return allowed.filter(pk=pk).first() or get_object_or_404(own, pk=pk)


def _steps(found: Application) -> list[dict]:
    answers = {answer.criterion_id: answer.text for answer in found.answers.all()}
    steps = [
        {"title": str(each), "criterion": each, "answer": answers.get(each.pk, "")}
        for each in found.mission.criteria.all()
    ]
    steps = [step | {"is_done": bool(step["answer"])} for step in steps]
    last = {"title": _("Who would travel"), "criterion": None, "is_done": bool(found.people)}
    return [{"number": number, **each} for number, each in enumerate([*steps, last], start=1)]


def _form(request, found: Application, criterion):
    data = request.POST if request.method == "POST" else None
    if criterion is None:
        return TravellersForm(data, initial={"people": found.people, "languages": found.languages})
    known = found.answers.filter(criterion=criterion).first()
    return AnswerForm(data, criterion=criterion, initial={"text": known and known.text})


def _failures(found: Application) -> list[str]:
    if found.is_editable:
        now = checking.failures_of(found.company, found.mission)
        return [condition_wording.failure(each.as_data()) for each in now]
    return found.failure_texts


def _deposit(event):
    return lambda found, by: places.settle_deposit(found, by=by, event=event)


DOING = {
    ApplicationEvent.SUBMIT: (applying.submit, _("Sent. You can change it until the deadline.")),
    ApplicationEvent.ACCEPT: (places.accept, _("Thank you: you have accepted the place.")),
    ApplicationEvent.DECLINE: (places.decline, _("Withdrawn. The officers are told.")),
    ApplicationEvent.RECEIVE: (places.receive_deposit, _("Recorded: the deposit has arrived.")),
    ApplicationEvent.GIVE_BACK: (_deposit(ApplicationEvent.GIVE_BACK), _("Recorded: deposit returned.")),
    ApplicationEvent.KEEP: (_deposit(ApplicationEvent.KEEP), _("Recorded: deposit kept.")),
}
