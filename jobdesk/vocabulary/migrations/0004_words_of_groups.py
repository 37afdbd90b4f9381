from django.db import migrations

from jobdesk.vocabulary.shipped import load_shipped


class Migration(migrations.Migration):
    """What people call the work of each unit group (words.csv)."""

    dependencies = [('vocabulary', '0003_work_and_cards')]

    operations = [
        migrations.RunPython(lambda apps, _schema_editor: load_shipped(apps), migrations.RunPython.noop),
    ]
