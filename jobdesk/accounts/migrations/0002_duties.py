"""What the members of a company divide among themselves: who is there, or was invited, has all of it."""

from typing import Any

from django.db import migrations, models

OF_A_COMPANY = ("vacancies", "candidates", "papers", "colleagues")


def give_all(apps: Any, _schema_editor: Any) -> None:
    for name in ("Membership", "Invitation"):
        held = apps.get_model("accounts", name).objects.filter(role="employer")
        held.update(duties=dict.fromkeys(OF_A_COMPANY, True))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="duties",
                field=models.JSONField(default=dict, editable=False, verbose_name="duties"),
            )
            for name in ("membership", "invitation")
        ),
        migrations.RunPython(give_all, migrations.RunPython.noop),
        *(
            migrations.AlterField(
                model_name=name,
                name="duties",
                field=models.JSONField(default=None, editable=False, verbose_name="duties"),
            )
            for name in ("membership", "invitation")
        ),
    ]
