"""What a vacancy says: days × shifts, levels of languages, certificates, training, contact, the client."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('employers', '0003_company_states_and_signatures'),
        ('vocabulary', '0002_shipped_vocabulary'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='VacancyCertificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=120, verbose_name='in own words')),
                ('is_offered', models.BooleanField(default=False, verbose_name='people get it with us')),
            ],
            options={
                'verbose_name': 'certificate of a vacancy',
                'verbose_name_plural': 'certificates of vacancies',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='VacancyLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('fr', 'French'), ('en', 'English'), ('de', 'German')], max_length=5, verbose_name='language')),
                ('use', models.CharField(choices=[('listening', 'Understanding'), ('speaking', 'Speaking'), ('reading', 'Reading'), ('writing', 'Writing')], max_length=10, verbose_name='what for')),
                ('level', models.CharField(choices=[('A1', 'A1'), ('A2', 'A2'), ('B1', 'B1'), ('B2', 'B2'), ('C1', 'C1'), ('C2', 'C2')], max_length=2, verbose_name='level')),
            ],
            options={
                'verbose_name': 'language asked',
                'verbose_name_plural': 'languages asked',
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='company',
            name='is_agency',
            field=models.BooleanField(default=False, verbose_name='temp agency'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='contact',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who answers questions'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='contact_name',
            field=models.CharField(blank=True, max_length=120, verbose_name='name of somebody else'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='contact_phone',
            field=models.CharField(blank=True, max_length=30, verbose_name='telephone for questions'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='is_contact_shown',
            field=models.BooleanField(default=False, verbose_name='candidates may call'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='shifts',
            field=models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(2097151)], verbose_name='parts of the week'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='training',
            field=models.CharField(blank=True, max_length=300, verbose_name='what you teach'),
        ),
        migrations.AlterField(
            model_name='vacancy',
            name='description',
            field=models.TextField(blank=True, max_length=4000, verbose_name='what the work is'),
        ),
        migrations.AlterField(
            model_name='vacancy',
            name='hours',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(48)], verbose_name='hours a week'),
        ),
        migrations.AlterField(
            model_name='vacancy',
            name='municipality',
            field=models.CharField(blank=True, max_length=80, verbose_name='place of work'),
        ),
        migrations.AlterField(
            model_name='vacancy',
            name='starts_on',
            field=models.DateField(blank=True, null=True, verbose_name='start from'),
        ),
        migrations.AlterField(
            model_name='vacancy',
            name='working_times',
            field=models.CharField(blank=True, max_length=120, verbose_name='about the times'),
        ),
        migrations.CreateModel(
            name='Client',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name of the client')),
                ('register_number', models.CharField(blank=True, max_length=20, verbose_name='company number')),
                ('municipality', models.CharField(max_length=80, verbose_name='municipality')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clients', to='employers.company', verbose_name='company')),
            ],
            options={
                'verbose_name': 'client of an agency',
                'verbose_name_plural': 'clients of agencies',
                'ordering': ['name', 'id'],
            },
        ),
        migrations.AddField(
            model_name='vacancy',
            name='client',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='employers.client', verbose_name='client'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.CheckConstraint(condition=models.Q(('contact__isnull', True), ('contact_name', ''), _connector='OR'), name='vacancy_one_contact', violation_error_message='Choose a colleague, or fill in a name.'),
        ),
        migrations.AddField(
            model_name='vacancycertificate',
            name='skill',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabulary.skill', verbose_name='certificate'),
        ),
        migrations.AddField(
            model_name='vacancycertificate',
            name='vacancy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='employers.vacancy'),
        ),
        migrations.AddField(
            model_name='vacancylanguage',
            name='vacancy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='languages', to='employers.vacancy'),
        ),
        migrations.AddConstraint(
            model_name='client',
            constraint=models.UniqueConstraint(condition=models.Q(('register_number', ''), _negated=True), fields=('company', 'register_number'), name='client_number_once', violation_error_message='You have a client with this number already.'),
        ),
        migrations.AddConstraint(
            model_name='client',
            constraint=models.UniqueConstraint(condition=models.Q(('register_number', '')), fields=('company', 'name', 'municipality'), name='client_name_once', violation_error_message='You have a client with this name already.'),
        ),
        migrations.AddConstraint(
            model_name='vacancycertificate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('skill__isnull', True), models.Q(('words', ''), _negated=True)), models.Q(('skill__isnull', False), ('words', '')), _connector='OR'), name='vacancy_certificate_words', violation_error_message='Choose from the list, or keep your own words.'),
        ),
        migrations.AddConstraint(
            model_name='vacancylanguage',
            constraint=models.UniqueConstraint(fields=('vacancy', 'language', 'use'), name='vacancy_language_once', violation_error_message='This language is there already.'),
        ),
    ]
