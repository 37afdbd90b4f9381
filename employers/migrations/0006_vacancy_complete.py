"""The words about the language are gone; what is handed in is complete."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('employers', '0005_language_in_rows'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='vacancy',
            name='language',
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'closed']), models.Q(('hours__isnull', False), ('starts_on__isnull', False), models.Q(('description', ''), _negated=True), models.Q(('municipality', ''), _negated=True)), _connector='OR'), name='vacancy_complete_unless_draft', violation_error_message='Fill in everything before you hand this in.'),
        ),
    ]
