"""Every model is scoped, or stands here with the reason why it is not."""

import pytest
from django.apps import apps

from jobdesk.trail.scoping import ScopedModel, ScopeNotOpen

OURS = (
    "jobdesk",
    "accounts",
    "desks",
    "vocabulary",
    "imports",
    "lists",
    "jobs",
    "residents",
    "employers",
    "matching",
    "desk",
    "reports",
    "guides",
)
NOT_SCOPED = {
    "jobdesk.AuditEntry": "read by resident, which is scoped; never listed as such",
    "jobdesk.StatusChange": "read by subject, which is scoped; never listed as such",
    "lists.BulkRun": "keys only; reached by who asked for it",
    "lists.BulkRow": "keys and reasons only; reached through its run",
    "lists.ListFile": "reached by who asked for it; its rows are read in their scope",
    "lists.ListPreference": "one's own choice; reached through the user",
    "lists.SavedView": "no personal data; reached by its owner or through the centres it is shared with",
    "accounts.User": "reached through memberships of one's own organisation",
    "accounts.Membership": "decides the scope, so it is read before one is open",
    "accounts.AccessRequest": "reached by the administrators of its agency",
    "accounts.Invitation": "reached by its signed token or through one's own organisation",
    "desks.Organisation": "names only, no personal data",
    "desks.Region": "names only, no personal data",
    "desks.Centre": "names only, no personal data",
    "desks.Project": "names and sums only; what a reader may choose is limited by scope.projects",
    "desks.ProjectTarget": "figures only, reached through the project",
    "imports.Import": "reached by who sent the file; it runs in their scope",
    "imports.ImportRow": "reached through the import",
    "imports.Source": "headings and words of a file; reached through one's own organisation",
    "imports.ExternalKey": "numbers of another system; the row it leads to is scoped",
    "jobs.Job": "kinds and keys only; reached by who asked for it, or who looks after them",
    "jobs.SealedMail": "encrypted, never shown; reached by its job only",
    "vocabulary.Occupation": "public reference data",
    "vocabulary.OccupationSkill": "public reference data",
    "vocabulary.OccupationWord": "public reference data",
    "vocabulary.Release": "public reference data: which edition is loaded",
    "vocabulary.Skill": "public reference data",
    "vocabulary.SkillWord": "public reference data",
    "desk.CalendarLink": "one's own; reached through the user or by its secret token",
    "desk.Digest": "reached by its recipient; coordinators through memberships at their centres",
    "desk.Postponement": "one's own choice; shown only beside a line that the scope gives",
    "desk.Reminder": "keys and days only; reached by its recipient",
    "desk.ReminderMute": "one's own choice; reached through the user",
    "desk.ReminderRun": "no personal data: how far a job has come",
    "guides.GuideText": "public: what every employer reads; no personal data",
    "matching.ProfileRound": "no personal data: how far a job has come",
    "matching.ProfileChange": "keys only: whose profile is to be built again",
    "residents.CoachAbsence": "days only; reached through the people of one's own desks",
    "residents.LawValue": "the law, read by every decision; no personal data",
    "residents.Reassessment": "no personal data: how far a job has come",
    "desk.ReminderSettings": "one's own choice; reached through the user",
}


def our_models():
    return [model for label in OURS for model in apps.get_app_config(label).get_models()]


def test_models_are_scoped_or_justified():
    unscoped = {model._meta.label for model in our_models() if not issubclass(model, ScopedModel)}
    assert unscoped == set(NOT_SCOPED)


@pytest.mark.parametrize(
    "model", [m for m in our_models() if issubclass(m, ScopedModel)], ids=lambda m: m.__name__
)
def test_scoped_model_outside_a_scope_raises(model):
    with pytest.raises(ScopeNotOpen):
        model.objects.all()


@pytest.mark.parametrize("model", our_models(), ids=lambda m: m.__name__)
def test_constraints_have_a_name_and_a_message_for_people(model):
    default = "Constraint “%(name)s” is violated."
    for constraint in model._meta.constraints:
        assert constraint.violation_error_message != default, constraint.name
        assert constraint.violation_error_message
