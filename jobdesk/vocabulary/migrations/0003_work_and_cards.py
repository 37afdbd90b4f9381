from django.db import migrations, models

from jobdesk.vocabulary.shipped import load_shipped


class Migration(migrations.Migration):

    dependencies = [
        ('vocabulary', '0002_shipped_vocabulary'),
    ]

    operations = [
        migrations.AddField(
            model_name='occupation',
            name='work_en',
            field=models.CharField(blank=True, max_length=250, verbose_name='the work in English'),
        ),
        migrations.AddField(
            model_name='occupation',
            name='work_fr',
            field=models.CharField(blank=True, max_length=250, verbose_name='the work in French'),
        ),
        migrations.AddField(
            model_name='occupation',
            name='work_nl',
            field=models.CharField(blank=True, max_length=250, verbose_name='the work in Dutch'),
        ),
        migrations.AddField(
            model_name='skill',
            name='is_on_cards',
            field=models.BooleanField(default=False, verbose_name='shown of candidates without a name'),
        ),
        migrations.RunPython(lambda apps, _schema_editor: load_shipped(apps), migrations.RunPython.noop),
    ]
