"""The parts of the look that a browser does not check: icons, fonts, form fields."""

import re
from pathlib import Path

from django import forms
from django.conf import settings
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler

from jobdesk.web.week import WeekGrid, week_choices
from jobdesk.web.widgets import DayInput

BASE = Path(settings.BASE_DIR)
WORD = re.compile(r"[a-z]+")


def test_every_icon_that_a_template_names_is_in_the_sprite():
    drawn = set(re.findall(r'id="i-(\w+)"', (BASE / "static" / "icons.svg").read_text()))
    named = {
        (name, path.name)
        for path in (BASE / "templates").rglob("*.html")
        for name in re.findall(r'(?:<c-icon name|[\s]icon|icon_end)="([^"{]+)"', path.read_text())
        if WORD.fullmatch(name)
    }
    assert {(name, path) for name, path in named if name not in drawn} == set()


def test_every_font_that_a_style_names_is_served_with_its_licence():
    fonts = BASE / "static" / "fonts"
    named = set(re.findall(r'fonts/([\w-]+\.woff2)"', (BASE / "static" / "css" / "fonts.css").read_text()))
    assert named == {path.name for path in fonts.glob("*.woff2")}
    families = {
        re.match(r"(source-sans-3|source-serif-4|noto-sans-arabic|noto-sans-ethiopic)", n)[0] for n in named
    }
    assert {f"OFL-{family}.txt" for family in families} == {path.name for path in fonts.glob("OFL-*.txt")}


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the card.")
    level = forms.ChoiceField(label="Level", widget=forms.RadioSelect, choices=[("a1", "A1"), ("a2", "A2")])
    times = forms.MultipleChoiceField(
        label="Times", widget=WeekGrid(lessons={"tue-morning"}), choices=week_choices, required=False
    )
    day = forms.DateField(label="Day", widget=DayInput, required=False)
    centre = forms.ChoiceField(label="Centre", choices=[("", "---------"), ("1", "North")], required=False)


def render(source: str, **context) -> str:
    return engines["django"].from_string(CottonCompiler().process(source)).render(context)


def test_field_joins_help_and_error_to_the_control():
    html = render('<c-field :field="form.name" />', form=Sample({"name": ""}))
    assert re.search(r'<input[^>]*aria-describedby="id_name_helptext id_name_error"', html)
    assert re.findall(r'<p class="\w+" id="(\w+)"', html) == ["id_name_helptext", "id_name_error"]
    assert re.search(r'<input[^>]*aria-invalid="true"', html)
    assert '<label for="id_name">Name</label>' in html


def test_field_with_choices_is_a_group_that_the_error_summary_can_point_at():
    form = Sample({"name": "x"})
    html = " ".join(render('<c-field :field="form.level" as="scale" />', form=form).split())
    assert '<fieldset class="field field--wide has-error" id="id_level"' in html
    assert re.findall(r'href="#(\w+)"', render('<c-error-summary :form="form" />', form=form)) == ["id_level"]


def test_missing_answers_say_what_to_do():
    form = Sample({})
    form.fields["day"].required = True
    assert form.errors == {
        "name": ["Fill this in."],
        "level": ["Choose an answer."],
        "day": ["Fill in a day."],
    }


def test_error_summary_of_a_good_form_shows_nothing():
    form = Sample({"name": "x", "level": "a1"})
    assert render('<c-error-summary :form="form" />', form=form).strip() == ""


def test_week_grid_has_a_box_for_each_part_of_the_week_but_the_lessons():
    form = Sample({"name": "x", "level": "a1", "times": ["mon-morning", "sun-night"]})
    assert form.is_valid()
    html = render('<c-field :field="form.times" />', form=form)
    assert html.count('type="checkbox"') == 20
    assert re.findall(r'value="([\w-]+)"[^>]* checked', html) == ["mon-morning", "sun-night"]
    assert html.count("is-class") == 1


def test_day_input_speaks_iso_whatever_the_language():
    form = Sample(initial={"day": "2026-11-23"})
    assert 'type="date" name="day" value="2026-11-23"' in str(form["day"])


def test_empty_choice_is_a_word_and_not_a_row_of_dashes():
    html = render('<c-field :field="form.centre" />', form=Sample())
    assert re.findall(r"<option[^>]*>([^<]*)</option>", html) == ["Choose", "North"]


def test_component_escapes_what_it_is_given():
    html = render('<c-badge kind="go">{{ word }}</c-badge><c-empty title="{{ word }}" />', word="<b>x</b>")
    assert html.count("&lt;b&gt;x&lt;/b&gt;") == 2
    assert "<b>" not in html
