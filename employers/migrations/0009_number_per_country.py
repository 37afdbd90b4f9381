from typing import Any

from django.db import migrations, models

import jobdesk.desks.countries


def repeat_country(apps: Any, schema_editor: Any) -> None:
    """Write the country of its organisation on each company."""
    organisations = apps.get_model("desks", "Organisation").objects.filter(pk=models.OuterRef("organisation"))
    apps.get_model("employers", "Company").objects.update(
        country=models.Subquery(organisations.values("country")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [
        ("employers", "0008_open_until"),
    ]

    operations = [
        migrations.AddField(
            model_name="company",
            name="country",
            field=models.CharField(
                choices=jobdesk.desks.countries.country_choices,
                default="",
                editable=False,
                max_length=2,
                verbose_name="country",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(repeat_country, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="company",
            name="company_register_number_once",
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.UniqueConstraint(
                condition=models.Q(("register_number", ""), _negated=True),
                fields=("country", "register_number"),
                name="company_register_number_once",
                violation_error_message="There is already a company with this number.",
            ),
        ),
    ]
