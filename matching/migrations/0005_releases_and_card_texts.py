import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matching', '0004_answers'),
        ('residents', '0003_consent_release'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CardText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='own words')),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('fr', 'French'), ('en', 'English')], max_length=2, verbose_name='in which language')),
                ('approval', models.CharField(blank=True, editable=False, max_length=64)),
                ('approved_at', models.DateTimeField(null=True, verbose_name='approved on')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='card_text', to='matching.proposal')),
            ],
            options={
                'verbose_name': 'own words on a card',
                'verbose_name_plural': 'own words on cards',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fields', models.JSONField(default=list, verbose_name='what the company sees')),
                ('consent', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='residents.consent')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='matching.proposal')),
                ('released_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'release',
                'verbose_name_plural': 'releases',
                'ordering': ['-id'],
            },
        ),
    ]
