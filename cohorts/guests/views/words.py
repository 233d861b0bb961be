"""What guests said after their evening, in the hands of the coordinator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts.roster.views.scope import only

from ..actions.answering_after import show_afterword
from ..models import GuestAfterword
from ..permissions import can_see_guests


@login_required
@require_POST
def guest_words(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let other guests read what worked, or let them no more."""
    rows = GuestAfterword.objects.visible_to(request.user).select_related(
        "invitation__request__session__cohort__district__municipality__country",
        "invitation__request__session__cohort__municipality__country",
    )
    afterword = get_object_or_404(rows, public_id=public_id)
    session = afterword.invitation.session
    only(can_see_guests(request.user, session))
    shown = request.POST.get("show") == "yes"
    show_afterword(by=request.user, afterword=afterword, shown=shown)
    messages.success(request, _("The next guest can read it.") if shown else _("Only you read it now."))
    return redirect("evening_guests", public_id=session.public_id)
