from django.db import migrations

from jobdesk.vocabulary.shipped import load_shipped


class Migration(migrations.Migration):
    dependencies = [("vocabulary", "0001_initial")]

    operations = [
        migrations.RunPython(lambda apps, _schema_editor: load_shipped(apps), migrations.RunPython.noop),
    ]
