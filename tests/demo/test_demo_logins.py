"""What bin/demo prints at its end."""

from django.core.management import call_command

from demo.places import DOMAIN, MAIN_LOGINS, PASSWORD


def test_the_demo_says_who_can_sign_in(capsys):
    call_command("demo_logins")
    first, *logins = capsys.readouterr().out.splitlines()
    assert PASSWORD in first
    assert [line.split()[0] for line in logins] == [f"{key}@{DOMAIN}" for key in MAIN_LOGINS]
    assert "Job coach" in logins[0]
