"""Private files on the disk: encrypted, whole or not there, and readable after a change of keys."""

import errno

import pytest
from cryptography.fernet import Fernet
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from jobdesk.files.storage import NoRoom, private_files

OLD, NEW = (Fernet.generate_key().decode() for _each in range(2))


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    settings.DATA_KEYS = [OLD]


def keep(name="steps/a.pdf", content=b"a letter"):
    return private_files().save(name, ContentFile(content))


def read(name):
    with private_files().open(name) as file:
        return file.read()


def test_file_is_encrypted_on_the_disk(tmp_path):
    name = keep()
    assert b"letter" not in (tmp_path / name).read_bytes()
    assert read(name) == b"a letter"


def test_file_is_for_nobody_else_on_the_machine(tmp_path):
    assert (tmp_path / keep()).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("step", ["os.replace", "jobdesk.files.storage.encrypt_bytes"])
def test_full_disk_is_said_and_leaves_nothing(tmp_path, monkeypatch, step):
    def fails(*_args):
        raise OSError(errno.ENOSPC if step == "os.replace" else errno.EIO, "no")

    monkeypatch.setattr(step, fails)
    with pytest.raises(NoRoom if step == "os.replace" else OSError):
        keep()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_old_key_can_go_once_files_are_encrypted_anew(settings, tmp_path, capsys):
    name = keep()
    (tmp_path / "steps" / "older.pdf").write_bytes(b"from before files were encrypted")
    assert read("steps/older.pdf") == b"from before files were encrypted"
    settings.DATA_KEYS = [NEW, OLD]
    call_command("reencrypt_files")
    assert capsys.readouterr().out == "2 files are encrypted with the newest key.\n"
    settings.DATA_KEYS = [NEW]
    assert (read(name), read("steps/older.pdf")) == (b"a letter", b"from before files were encrypted")
    assert b"before" not in (tmp_path / "steps" / "older.pdf").read_bytes()


def test_file_that_no_key_fits_is_named_and_left(settings, tmp_path):
    name = keep()
    before = (tmp_path / name).read_bytes()
    settings.DATA_KEYS = [NEW]
    keep("steps/b.pdf")
    with pytest.raises(CommandError, match=r"No key fits these files: steps/a\.pdf"):
        call_command("reencrypt_files")
    assert (tmp_path / name).read_bytes() == before
