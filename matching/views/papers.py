from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jobdesk.trail.access import allowed
from matching import services
from matching.employer_side.papers import paper_cases


@require_GET
@allowed("papers.view")
def papers(request: HttpRequest) -> HttpResponse:
    """Whom the company hires, whose turn it is with each, and which paper is next; late ones first."""
    cases = paper_cases(timezone.localdate())
    services.note_papers_read([case.placement for case in cases])
    own = sum(case.next_own is not None for case in cases)
    return render(request, "matching/papers.html", {"cases": cases, "own": own})
