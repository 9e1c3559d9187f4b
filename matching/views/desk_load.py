"""The lead's page: who has how much to decide, and giving it to somebody else."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import lead_required
from matching.desk import load as loads
from matching.desk.forms import HandOverForm
from matching.desk.halves import colleagues
from matching.life import assigning


@require_safe
@lead_required
def load(request):
    """Show the load of every officer of the country."""
    rows = loads.loads(request.user)
    context = {
        "rows": rows,
        "nobodys": loads.nobodys(request.user),
        "officers": [row.officer for row in rows],
    }
    return render(request, "matching/desk_load.html", context)


@require_POST
@lead_required
def hand_over(request, pk):
    """Give all that one officer has to decide to another one."""
    giver = get_object_or_404(colleagues(request.user), pk=pk)
    form = HandOverForm(request.POST, lead=request.user, giver=giver)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: please choose another officer."))
        return redirect("matching:load")

    taker = form.cleaned_data["officer"]
    given, kept = assigning.hand_over(giver, to=taker, by=request.user)
    text = ngettext(
        "%(number)s match now lies with %(officer)s.", "%(number)s matches now lie with %(officer)s.", given
    )
    messages.success(request, text % {"number": given, "officer": taker.full_name})
    if kept:
        text = ngettext(
            "%(number)s match could not be given.", "%(number)s matches could not be given.", kept
        )
        messages.warning(request, text % {"number": kept})
    return redirect("matching:load")
