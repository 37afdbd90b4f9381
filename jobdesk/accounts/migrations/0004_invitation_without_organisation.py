"""An employer who is not known yet is invited before there is an organisation."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_access_requests'),
        ('desks', '0003_closing'),
    ]

    operations = [
        migrations.AlterField(
            model_name='invitation',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='desks.organisation', verbose_name='organisation'),
        ),
    ]
