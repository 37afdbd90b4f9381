"""What an administrator writes becomes a text, never a tag of theirs."""

from datetime import date

import pytest
from django.utils.translation import override

from guides.markdown import Reading, to_html, unknown_figures
from law import registry

pytestmark = pytest.mark.django_db
NL = registry.country("NL")
TODAY = date(2026, 11, 29)


@pytest.fixture
def reading():
    with override("en"):
        yield Reading(NL, TODAY)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Two\n\nparagraphs", "<p>Two</p>\n<p>paragraphs</p>\n"),
        ("- one\n- **two**", "<ul>\n<li>one</li>\n<li><strong>two</strong></li>\n</ul>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"),
        ("[site](/register/)", '<p><a href="/register/">site</a></p>\n'),
        ("[mail](mailto:desk@example.org)", '<p><a href="mailto:desk@example.org">mail</a></p>\n'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](JaVaScRiPt:alert(1))", "<p>[x](JaVaScRiPt:alert(1))</p>\n"),
        ("[x](data:text/html,1)", "<p>[x](data:text/html,1)</p>\n"),
        ("# Heading", "<p># Heading</p>\n"),
    ],
)
def test_markdown_becomes_html(body, html, reading):
    assert to_html(body, reading) == html


def test_pictures_are_left_out(reading):
    assert "<img" not in to_html("![x](https://example.org/x.png)", reading)


def test_figure_says_its_value_and_leads_to_its_source(reading):
    html = to_html("UWV decides within {{ value nl.twv.decision_weeks }}.", reading)
    assert html == (
        '<p>UWV decides within <span class="guide-figure">5 weeks</span> '
        '<a class="guide-source" href="#source-1">source 1</a>.</p>\n'
    )
    assert [each.text for each in reading.sources] == ["Wav, art. 6(2)"]


def test_same_source_has_one_number_on_a_page(reading):
    to_html("{{ value nl.twv.decision_weeks }} {{ source nl.work.twv_required }}", reading)
    again = to_html("{{ value nl.twv.decision_weeks }}", reading)
    assert 'href="#source-1"' in again
    assert len(reading.sources) == 2


def test_provisional_source_is_said_to_be_so(reading):
    assert ">source 1, provisional</a>" in to_html("{{ value nl.work.waiting_months }}", reading)


@pytest.mark.parametrize(
    "typed", ["{{ nothing }}", "{{ value nl.nothing }}", "{{ value <b> }}", "{{}}", "{{ step  dimona }}"]
)
def test_unknown_figure_is_found_and_shown_as_not_known(typed, reading):
    assert unknown_figures(f"a {typed} b", NL, TODAY) == [typed]
    assert to_html(typed, reading) == (
        '<p><span class="guide-unknown">not known yet; the job desk tells you</span></p>\n'
    )


def test_figure_is_found_inside_a_list_and_bold(reading):
    assert unknown_figures("- **{{ nothing }}**\n- {{ check_ins }}", NL, TODAY) == ["{{ nothing }}"]
