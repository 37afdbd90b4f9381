"""Encrypt the private files with the newest key, so that an old one can be retired."""

from cryptography.fernet import InvalidToken
from django.core.management import BaseCommand, CommandError

from jobdesk.files.storage import private_files


class Command(BaseCommand):
    """Encrypt every private file anew; what nobody can read is named and left as it is."""

    help = (
        "Encrypt all uploaded and made files with the first of DATA_KEYS, also those from before files were "
        "encrypted. Can be stopped and run again. When it has ended, files need no older key."
    )

    def handle(self, *args: object, **options: object) -> None:
        storage, count, unread = private_files(), 0, []
        for name in storage.names():
            try:
                storage.renew(name)
                count += 1
            except FileNotFoundError:
                continue  # removed meanwhile
            except InvalidToken:
                unread.append(name)
        self.stdout.write(f"{count} files are encrypted with the newest key.")
        if unread:
            raise CommandError(f"No key fits these files: {', '.join(unread)}")
