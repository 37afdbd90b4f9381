from django.db import migrations

from jobdesk.vocabulary.shipped import load_new_shipped


class Migration(migrations.Migration):
    """More of what people call the work of each unit group."""

    dependencies = [('vocabulary', '0004_words_of_groups')]

    operations = [
        migrations.RunPython(lambda apps, _schema_editor: load_new_shipped(apps), migrations.RunPython.noop),
    ]
