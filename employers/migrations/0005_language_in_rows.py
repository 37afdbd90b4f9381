"""The language that was asked for in words becomes a level; words that are no level move to the description."""

import re
from typing import Any

from django.db import migrations

WORDS = {
    "nl": ("nederlands", "dutch", "néerlandais"),
    "fr": ("frans", "french", "français"),
    "en": ("engels", "english", "anglais"),
    "de": ("duits", "german", "allemand"),
}
LANGUAGES = {word: code for code, words in WORDS.items() for word in words}
LEVEL = re.compile(r"(\w+)[\s,:]+([ABC][12])")


def keep_what_was_asked(apps: Any, schema_editor: Any) -> None:
    """“Nederlands A1” was about speaking. A company that offered temp agency work is an agency."""
    vacancy = apps.get_model("employers", "Vacancy")
    asked = apps.get_model("employers", "VacancyLanguage")
    for each in vacancy.objects.exclude(language="").only("pk", "language", "description").iterator():
        said = each.language.strip()
        found = LEVEL.fullmatch(said)
        if found and found[1].casefold() in LANGUAGES:
            asked.objects.create(
                vacancy=each, language=LANGUAGES[found[1].casefold()], use="speaking", level=found[2]
            )
        else:
            each.description = f"{each.description.rstrip()}\n\n{said}"
            each.save(update_fields=["description"])
    company = apps.get_model("employers", "Company")
    lending = vacancy.objects.filter(contract="temp_agency").values("company")
    company.objects.filter(pk__in=lending).update(is_agency=True)


class Migration(migrations.Migration):

    dependencies = [
        ('employers', '0004_vacancy_content'),
    ]

    operations = [
        migrations.RunPython(keep_what_was_asked, migrations.RunPython.noop),
    ]
