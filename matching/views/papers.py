from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jobdesk.trail.access import allowed
from matching.employer_side.papers import paper_cases


@require_GET
@allowed("papers.view")
def papers(request: HttpRequest) -> HttpResponse:
    """Which paper the employer files next, per match; what is done stands below."""
    cases = paper_cases(timezone.localdate())
    own = sum(case.next_own is not None for case in cases)
    return render(request, "matching/papers.html", {"cases": cases, "own": own})
