"""Somebody's background: rows that are added, changed, removed and brought back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation, Skill
from residents.intake.background import KINDS, sections_of
from residents.intake.own_language import spoken
from residents.models import Certificate, LanguageSkill, WishedWork, WorkExperience
from residents.services import background as services
from tests.factories.residents import IntakeFactory, LanguageSkillFactory
from tests.residents.sweep import assert_guarded

HTMX = {"HX-Request": "true"}
EXPERIENCE = {
    "occupation": "poetshulp",
    "country": "TR",
    "began_in": "3-2015",
    "ended_in": "2019",
    "years": "",
    "employer": "company",
    "tasks": "Rooms and stairs",
}


@pytest.fixture
def cleaner(db):
    return Occupation.objects.get(scheme="own", code="cleaner")


@pytest.fixture
def urls(resident):
    return {kind.key: reverse("residents:background_rows", args=[resident.code, kind.key]) for kind in KINDS}


@pytest.fixture
def browser(client_of, coach):
    return client_of(coach)


def stored(model, resident):
    with system_scope("test"):
        return list(model.with_removed.filter(resident=resident))


def add(resident, model=WorkExperience, **values):
    values = values or {"words": "Water diviner"}
    return services.record_background(resident, model, values)


def test_background_is_guarded(client_of, coach, employer, resident, stranger):
    for name, extra in (("background", []), ("background_rows", ["experience"])):
        url, foreign = (
            reverse(f"residents:{name}", args=[each.code, *extra]) for each in (resident, stranger)
        )
        assert client_of(employer).get(url).status_code == 403
        assert client_of(coach).delete(url).status_code == 405
        assert client_of(coach).get(foreign).status_code == 404
    foreign = reverse("residents:background_rows", args=[stranger.code, "wishes"])
    url = reverse("residents:background_rows", args=[resident.code, "wishes"])
    assert_guarded(client_of, url, foreign_url=foreign, insider=coach, outsider=employer)


def test_unknown_kind_and_row_of_somebody_else_are_not_found(browser, resident, stranger, urls, desk):
    assert browser.get(f"/residents/{resident.code}/background/nothing/").status_code == 404
    with system_scope("test"):
        theirs = add(stranger)
    for data in ({"action": f"remove:{theirs.pk}"}, {"action": "change:x", "occupation": "kok"}):
        assert browser.post(urls["experience"], data).status_code == 404
    assert browser.get(urls["experience"], {"change": theirs.pk}).status_code == 404
    assert stored(WorkExperience, stranger)[0].removed_at is None


def test_experience_is_added_with_its_term_in_the_intake_under_way(browser, resident, urls, cleaner):
    intake = IntakeFactory(resident=resident)
    response = browser.post(urls["experience"], EXPERIENCE | {"action": "add"})
    assert response["Location"] == reverse("residents:background", args=[resident.code]) + (
        "#background-experience"
    )
    (row,) = stored(WorkExperience, resident)
    assert (row.occupation, row.words, row.intake) == (cleaner, "", intake)
    assert (row.began_in, row.ended_in, row.country) == ("2015-03", "2019", "TR")
    assert AuditEntry.objects.get(action="background.recorded").resident_id == resident.pk


def test_experience_in_own_words_is_kept_and_marked(browser, resident, urls):
    typed = EXPERIENCE | {"occupation": "qwrtp zzz", "years": "2.5", "action": "add"}
    browser.post(urls["experience"], typed)
    (row,) = stored(WorkExperience, resident)
    assert (row.occupation, row.words, row.years) == (None, "qwrtp zzz", Decimal("2.5"))
    page = browser.get(reverse("residents:background", args=[resident.code]))
    assert "Not in the list" in page.content.decode()


def test_unclear_word_comes_back_with_choices_and_what_was_typed(browser, resident, urls):
    response = browser.post(
        urls["experience"], EXPERIENCE | {"occupation": "schoonm", "action": "add"}, headers=HTMX
    )
    assert response.templates[0].name == "residents/background_section.html"
    html = response.content.decode()
    assert 'value="own:cleaner"' in html
    assert "Rooms and stairs" in html
    assert stored(WorkExperience, resident) == []


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("began_in", "twenty", "Fill in a year, or a month and a year: 2019 or 3-2019."),
        ("began_in", "13-2019", "Fill in a year, or a month and a year: 2019 or 3-2019."),
        ("ended_in", "2999", "This is in the future."),
        ("ended_in", "2-2015", "This is before the beginning."),
        ("years", "61", "Ensure this value is less than or equal to 60."),
        ("occupation", "", "Fill this in."),
    ],
)
def test_experience_with_a_fault_is_refused(browser, resident, urls, field, value, error):
    response = browser.post(urls["experience"], EXPERIENCE | {field: value, "action": "add"})
    (section,) = [each for each in response.context["sections"] if each.form]
    assert section.form.errors == {field: [error]}
    assert stored(WorkExperience, resident) == []


def test_row_is_changed_and_the_trail_says_what(browser, resident, urls, desk, cleaner):
    row = add(resident, occupation=cleaner, tasks="Stairs")
    page = browser.get(urls["experience"], {"change": row.pk})
    assert page.content.decode().count("<form") == page.content.decode().count("</form>")
    typed = EXPERIENCE | {"action": f"change:{row.pk}", "version": "1"}
    assert browser.post(urls["experience"], typed).status_code == 302
    row.refresh_from_db()
    assert (row.tasks, row.version) == ("Rooms and stairs", 2)
    assert AuditEntry.objects.get(action="background.changed").changes["tasks"] == [
        "Stairs",
        "Rooms and stairs",
    ]


def test_row_that_somebody_else_changed_is_not_overwritten_unseen(browser, resident, urls, desk, cleaner):
    row = add(resident, occupation=cleaner)
    services.change_background(row, 1, {"tasks": "Theirs"})
    typed = EXPERIENCE | {"action": f"change:{row.pk}", "version": "1"}
    response = browser.post(urls["experience"], typed)
    (section,) = [each for each in response.context["sections"] if each.form]
    assert "It now says: Cleaner · Theirs." in section.form.non_field_errors()[0]
    assert section.form["tasks"].value() == "Rooms and stairs"
    row.refresh_from_db()
    assert row.tasks == "Theirs"
    browser.post(urls["experience"], typed | {"version": section.form["version"].value()})
    row.refresh_from_db()
    assert row.tasks == "Rooms and stairs"


def test_row_that_somebody_else_removed_is_added_anew_with_what_was_typed(
    browser, resident, urls, desk, cleaner
):
    row = add(resident, occupation=cleaner)
    services.remove_background(row)
    typed = EXPERIENCE | {"action": f"change:{row.pk}", "version": "1"}
    page = browser.post(urls["experience"], typed).content.decode()
    assert "Somebody else removed this in the meantime: Cleaner. Save to add what you typed." in page
    assert "Rooms and stairs" in page
    assert ('value="add"' in page, f'value="change:{row.pk}"' in page) == (True, False)
    browser.post(urls["experience"], typed | {"action": "add"})
    assert [each.tasks for each in WorkExperience.objects.filter(resident=resident)] == ["Rooms and stairs"]


def test_row_is_removed_and_brought_back_from_the_page(browser, resident, urls, desk, cleaner):
    row = add(resident, occupation=cleaner)
    response = browser.post(urls["experience"], {"action": f"remove:{row.pk}"}, follow=True)
    assert WorkExperience.objects.filter(resident=resident).count() == 0
    assert stored(WorkExperience, resident) == [row]
    assert f'value="restore:{row.pk}"' in response.content.decode()
    browser.post(urls["experience"], {"action": f"restore:{row.pk}"})
    assert list(WorkExperience.objects.filter(resident=resident)) == [row]
    actions = AuditEntry.objects.filter(action__startswith="background.").order_by("id")
    assert [entry.action for entry in actions] == [
        "background.recorded",
        "background.removed",
        "background.restored",
    ]


def test_htmx_gets_the_section_with_undo(browser, resident, urls, desk):
    row = add(resident)
    response = browser.post(urls["experience"], {"action": f"remove:{row.pk}"}, headers=HTMX)
    html = response.content.decode()
    assert "<html" not in html
    assert "“Water diviner” is removed." in html
    assert f'value="restore:{row.pk}"' in html


def test_from_the_intake_the_way_leads_back_to_its_part(browser, resident, urls):
    IntakeFactory(resident=resident)
    response = browser.post(urls["wishes"], {"occupation": "kok", "action": "add", "from": "intake"})
    intake = reverse("residents:intake", args=[resident.code])
    assert response["Location"] == f"{intake}?part=wishes#background-wishes"
    page = browser.get(f"{intake}?part=wishes")
    assert [section.kind.key for section in page.context["backgrounds"]] == ["wishes", "wanted", "strengths"]
    assert "Cook" in page.content.decode()


def test_wishes_keep_their_rank_and_change_places(resident, desk):
    first, second, third = (add(resident, WishedWork, words=words) for words in ("a", "b", "c"))
    services.raise_wish(third)
    services.raise_wish(first)
    wishes = WishedWork.objects.filter(resident=resident)
    assert [wish.pk for wish in wishes] == [first.pk, third.pk, second.pk]
    services.remove_background(first)
    assert add(resident, WishedWork, words="d").rank > second.rank


def test_same_language_twice_is_refused_and_after_removal_allowed(browser, resident, urls, desk):
    old = LanguageSkillFactory(resident=resident, language="en", level="A2")
    typed = {"action": "add", "language": "en", "level": "B1", "listening": "B2", "assessed": "test"}
    response = browser.post(urls["languages"], typed)
    (section,) = [each for each in response.context["sections"] if each.form]
    assert section.form.errors == {"language": ["This is there already. Change it there."]}
    services.remove_background(old)
    browser.post(urls["languages"], typed)
    skill = LanguageSkill.objects.get(resident=resident)
    assert (skill.level, skill.listening, skill.reading) == ("B1", "B2", "")
    with pytest.raises(RuleBroken, match="there already"):
        services.restore_background(old)


def test_removed_language_is_seen_by_nobody(resident, desk):
    skill = LanguageSkillFactory(resident=resident, language="en", level="A2")
    services.remove_background(skill)
    assert list(resident.language_skills.all()) == []


def test_certificate_says_when_it_expires(resident, desk):
    today = timezone.localdate()
    vca = Skill.objects.get(code="vca-basic")
    add(resident, Certificate, skill=vca, expires_on=today - timedelta(days=1))
    add(resident, Certificate, skill=Skill.objects.get(code="bhv"), expires_on=today + timedelta(days=30))
    add(resident, Certificate, skill=Skill.objects.get(code="code-95"), is_seen=True)
    (section,) = [each for each in sections_of(resident, "work") if each.kind.key == "certificates"]
    assert [line.marks for line in section.lines] == [
        (("stop", "Expired"),),
        (("wait", "Expires soon"),),
        (("go", "Paper seen"),),
    ]
    assert section.lines[2].detail == "usually valid for 5 years"


def test_certificate_that_ends_before_it_begins_is_refused(browser, resident, urls):
    typed = {"skill": "bhv", "obtained_on": "2024-05-01", "expires_on": "2024-04-30", "action": "add"}
    response = browser.post(urls["certificates"], typed)
    (section,) = [each for each in response.context["sections"] if each.form]
    assert section.form.errors == {"expires_on": ["A certificate ends on or after the day it was obtained."]}


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("education", {"level": "isced_6", "field": "law", "diploma": "lost", "valuation": "requested"}),
        ("strengths", {"question": "proud", "answer": "My garden fed three families."}),
        ("certificates", {"skill": "rijbewijs b", "is_seen": "on"}),
        ("wishes", {"occupation": "bakker", "remark": "Early mornings are fine"}),
    ],
)
def test_every_kind_is_added_and_shown(browser, resident, urls, kind, typed):
    assert browser.post(urls[kind], typed | {"action": "add"}).status_code == 302
    page = browser.get(reverse("desk:resident", args=[resident.code]), {"tab": "intake"})
    (section,) = [each for each in page.context["sections"] if each.lines]
    assert section.kind.key == kind
    assert section.lines[0].title in page.content.decode()


def test_every_section_is_asked_in_the_residents_language(resident):
    languages = ("ar", "tr", "fa", "uk", "ru", "es", "ti", "so")
    missing = [
        (kind.key, language)
        for kind in KINDS
        for language in languages
        if spoken(f"background_{kind.key}", language, kind.question) is None
    ]
    assert missing == []


def test_unknown_field_is_a_programming_error(resident, desk):
    with pytest.raises(TypeError, match="Not in Strength: salary"):
        services.record_background(resident, KINDS[-1].model, {"salary": 1})


# ── Own words that may be work of the list ─────────────────────────────────────────────────────────────────

DISHES = "ik deed de afwas in een restaurant"


def offer_of(browser, urls, kind="experience"):
    (section,) = [each for each in browser.get(urls[kind]).context["sections"] if each.kind.key == kind]
    return section.lines[0].offer, section


def test_what_words_are_read_as_is_confirmed_with_one_tap(browser, resident, urls):
    with system_scope("test"):
        row = add(resident, words=DISHES)
    offer, _section = offer_of(browser, urls)
    assert offer.is_read
    action = f"means:{row.pk}:{row.version}:{offer.terms[0].key}"
    response = browser.post(urls["experience"], {"action": action}, headers=HTMX)
    assert response.templates[0].name == "residents/background_section.html"
    (row,) = stored(WorkExperience, resident)
    assert (row.occupation.unit_group, row.words) == ("9412", "")


def test_what_words_do_not_mean_is_not_read_again(browser, resident, urls):
    with system_scope("test"):
        row = add(resident, words=DISHES)
    browser.post(urls["experience"], {"action": f"misread:{row.pk}:{row.version}:9412"})
    (row,) = stored(WorkExperience, resident)
    assert (row.words, row.misread_as) == (DISHES, "9412")
    offer, _section = offer_of(browser, urls)
    assert offer is None or not offer.is_read
    assert AuditEntry.objects.get(action="background.misread").resident_id == resident.pk


def test_a_tap_on_a_row_that_changed_since_is_refused(browser, resident, urls):
    with system_scope("test"):
        row = add(resident, words=DISHES)
        services.change_background(row, row.version, {"words": "Water diviner"})
    action = f"means:{row.pk}:{row.version - 1}:own:cleaner"
    page = browser.post(urls["experience"], {"action": action}, follow=True).content.decode()
    assert "Somebody else changed this in the meantime" in page
    assert stored(WorkExperience, resident)[0].words == "Water diviner"


@pytest.mark.parametrize(
    "action", ["means:{pk}:1:own:nothing", "means:{pk}:x:own:cleaner", "said:own:cleaner"]
)
def test_a_tap_on_what_is_not_offered_is_not_found(browser, resident, urls, action):
    with system_scope("test"):
        row = add(resident, words=DISHES)
    assert browser.post(urls["experience"], {"action": action.format(pk=row.pk)}).status_code == 404


def test_the_answer_of_the_intake_becomes_a_row_with_one_tap(browser, resident, urls):
    IntakeFactory(resident=resident, occupation=DISHES, experience_years=4, wish=DISHES)
    (wishes,) = [
        each for each in browser.get(urls["wishes"]).context["sections"] if each.kind.key == "wishes"
    ]
    (experience,) = [
        each for each in browser.get(urls["experience"]).context["sections"] if each.kind.key == "experience"
    ]
    assert (experience.said.words, experience.said.offer.is_read) == (DISHES, True)
    assert not wishes.said.offer.is_read
    for name in ("experience", "wishes"):
        browser.post(urls[name], {"action": f"said:{experience.said.offer.terms[0].key}"})
    (row,), (wish,) = stored(WorkExperience, resident), stored(WishedWork, resident)
    assert (row.occupation.unit_group, row.years, wish.occupation.unit_group) == ("9412", 4, "9412")
