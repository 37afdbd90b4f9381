from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('residents', '0002_open_codes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='consent',
            name='purpose',
            field=models.CharField(choices=[('profile', 'Show the profile to employers, without the name'), ('partner', 'Share data with another organisation'), ('health', 'Note what health means for work'), ('photo', 'Use a photo'), ('release', 'Show named data to one company')], max_length=10, verbose_name='for what'),
        ),
    ]
