from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('employers', '0007_openings'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['open', 'expired']), _negated=True), ('expires_on__isnull', False), _connector='OR'), name='vacancy_open_until', violation_error_message='An open vacancy has a last day.'),
        ),
    ]
