from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("modules", "0015_voices")]

    operations = [migrations.RenameField("voiceconsent", "shows_name", "says_name")]
