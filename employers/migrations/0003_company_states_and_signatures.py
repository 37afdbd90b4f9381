"""States of a company, signatures under the charter as rows, requests to join a company."""

from datetime import datetime, time
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FIRST_VERSION = 1


def keep_what_is(apps: Any, schema_editor: Any) -> None:
    """The companies that are there work with the desk; who signed the charter signed its first version."""
    company = apps.get_model("employers", "Company")
    signature = apps.get_model("employers", "CharterSignature")
    company.objects.update(status="approved")
    signed = company.objects.exclude(charter_signed_on=None)
    signed.update(registered_on=models.F("charter_signed_on"))
    signature.objects.bulk_create(
        signature(
            company=each,
            version=FIRST_VERSION,
            signed_by_id=each.charter_signed_by_id,
            signed_at=django.utils.timezone.make_aware(datetime.combine(each.charter_signed_on, time(12))),
        )
        for each in signed.order_by("pk")
    )
    _settle(schema_editor)


def take_back(apps: Any, schema_editor: Any) -> None:
    """Put the first signature back on its company."""
    signature = apps.get_model("employers", "CharterSignature")
    for each in signature.objects.select_related("company").order_by("-version"):
        each.company.charter_signed_on = django.utils.timezone.localdate(each.signed_at)
        each.company.charter_signed_by_id = each.signed_by_id
        each.company.save(update_fields=["charter_signed_on", "charter_signed_by"])
    _settle(schema_editor)


def _settle(schema_editor: Any) -> None:
    """Have PostgreSQL check the foreign keys now: it changes no table for which checks are pending."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):

    dependencies = [
        ('employers', '0002_vacancy_on_hold'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='company',
            name='status',
            field=models.CharField(choices=[('registered', 'Waits for the check'), ('approved', 'Approved'), ('refused', 'Refused'), ('closed', 'Closed')], default='registered', max_length=12, verbose_name='status'),
        ),
        migrations.AddField(
            model_name='company',
            name='registered_on',
            field=models.DateField(default=django.utils.timezone.localdate, verbose_name='registered on'),
        ),
        migrations.AddField(
            model_name='company',
            name='refused_reason',
            field=models.CharField(blank=True, max_length=500, verbose_name='why it was refused'),
        ),
        migrations.AddField(
            model_name='company',
            name='brought_in_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='brought in by'),
        ),
        migrations.AlterField(
            model_name='company',
            name='register_number',
            field=models.CharField(blank=True, max_length=20, verbose_name='company number'),
        ),
        migrations.CreateModel(
            name='CharterSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('signed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='signed at')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='employers.company', verbose_name='company')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signed by')),
            ],
            options={
                'verbose_name': 'signature under the charter',
                'verbose_name_plural': 'signatures under the charter',
                'ordering': ['-version', '-id'],
                'constraints': [models.UniqueConstraint(fields=('company', 'version'), name='charter_signed_once', violation_error_message='Your company has signed this charter already.')],
            },
        ),
        migrations.CreateModel(
            name='JoinRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('asked', 'Asked'), ('granted', 'Granted'), ('declined', 'Declined')], default='asked', max_length=12, verbose_name='status')),
                ('asked_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='asked on')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='join_requests', to='employers.company', verbose_name='company')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='join_requests', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'request to join a company',
                'verbose_name_plural': 'requests to join a company',
                'ordering': ['asked_on', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('company', 'user'), name='join_asked_once', violation_error_message='You have asked this already.')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='company',
            name='company_register_number_once',
        ),
        migrations.AddConstraint(
            model_name='company',
            constraint=models.UniqueConstraint(condition=models.Q(('register_number', ''), _negated=True), fields=('register_number',), name='company_register_number_once', violation_error_message='There is already a company with this number.'),
        ),
        migrations.AddIndex(
            model_name='company',
            index=models.Index(fields=['status', 'registered_on'], name='company_status_since'),
        ),
        migrations.RunPython(keep_what_is, take_back),
        migrations.RemoveField(
            model_name='company',
            name='charter_signed_by',
        ),
        migrations.RemoveField(
            model_name='company',
            name='charter_signed_on',
        ),
    ]
