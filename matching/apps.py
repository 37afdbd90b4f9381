from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    name = "matching"
    verbose_name = _("Matching")

    def ready(self) -> None:
        """Tell the rooms below what they ask of this one."""
        from employers.from_matching.answering import use_answering
        from employers.from_matching.integrity import use_integrity
        from employers.from_matching.places_taken import count_places_by
        from employers.from_matching.wage_rules import use_wage_rules
        from jobdesk.accounts.colleagues.following import follow_invitations
        from jobdesk.trail.following import follow_cases
        from matching.clashes.keeping import keep_clashes
        from matching.employer_side.answering import answering_of, with_answer_rate
        from matching.integrity.answering import IntegrityFiles
        from matching.profiles import keep_along, note_change
        from matching.programmes.known_work import work_on
        from matching.queries import places_taken
        from matching.services.concerns import hand_concerns_over
        from matching.services.integrity_returns import look_at_organisation
        from matching.services.interviews import check_not_agreed
        from matching.services.wage_rounds import ask_for_wage_round
        from matching.wages.rules import WageRulesInForce
        from residents.afterwards.known import know_work_by
        from residents.law_values.followers import follow_law_values
        from residents.services.appointments import check_changes_with
        from residents.services.handovers import follow_handovers

        count_places_by(places_taken)
        know_work_by(work_on)
        use_integrity(IntegrityFiles())
        follow_invitations(look_at_organisation)
        use_answering(answering_of, with_answer_rate)
        check_changes_with(check_not_agreed)
        follow_handovers(hand_concerns_over)
        use_wage_rules(WageRulesInForce())
        follow_law_values(ask_for_wage_round)
        follow_cases(note_change)
        keep_along(keep_clashes)
