"""The round of the night: what nobody wrote about is found, and a round that was cut off goes on."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from jobdesk.trail import audit
from matching.models import MatchProfile, ProfileRound
from matching.profiles import build_profiles, settle_all
from matching.profiles.rounds import reconcile, reconcile_batch
from matching.tasks import reconcile_profiles, settle_profiles
from tests.factories.residents import ConsentFactory, ResidentFactory


@pytest.fixture
def people(meeting, system):
    made = [ResidentFactory(centre=meeting.centre) for _number in range(4)]
    build_profiles([meeting.resident.pk, *(each.pk for each in made)])
    return made


def test_a_consent_that_ends_is_found_the_day_after(meeting, people):
    today = timezone.localdate()
    ConsentFactory(resident=people[0], until_on=today)
    build_profiles([people[0].pk])
    assert reconcile(today).drifted == 0
    assert reconcile(today + timedelta(days=1)).drifted == 1
    assert MatchProfile.objects.get(pk=people[0].pk).consent_until is None


def test_a_round_counts_those_that_were_another_or_missing(meeting, people):
    MatchProfile.objects.filter(pk=people[1].pk).update(hours_max=60)
    MatchProfile.objects.filter(pk=people[2].pk).delete()
    found = reconcile(timezone.localdate())
    assert (found.done, found.drifted) == (5, 2)
    assert MatchProfile.objects.count() == 5


def test_a_round_that_was_cut_off_goes_on(meeting, people, monkeypatch):
    today = timezone.localdate()
    reconcile_batch(today, size=2)
    assert ProfileRound.objects.get().finished_at is None
    built = []
    monkeypatch.setattr("matching.profiles.rounds.build_profiles", lambda pks, on: built.extend(pks) or 0)
    assert reconcile(today).done == 5
    assert len(built) == 3


def test_a_round_is_made_once_a_day(meeting, people):
    assert reconcile_profiles() == 0
    MatchProfile.objects.update(hours_max=60)
    assert reconcile_profiles() == 0


def test_the_command_builds_all_again_also_after_the_round_of_the_night(meeting, people, capsys):
    reconcile_profiles()
    MatchProfile.objects.filter(pk=people[1].pk).update(hours_max=60)
    call_command("rebuild_profiles")
    assert capsys.readouterr().out == "Residents: 5. Profiles that were another: 1.\n"


def test_what_nobody_reads_is_settled_in_the_background(meeting, people):
    audit.record("test", people[0])
    assert (settle_profiles(), settle_all()) == (1, 0)
