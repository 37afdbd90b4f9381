"""What only the Belgian rules say: reasons, requirements, verdicts."""

from law.countries.record import Requirement, Verdict
from law.messages import gettext_noop as _

REASONS = {
    "no_decision_notified": _("No decision of the CGRS was notified before the waiting time ended."),
    "refused_in_waiting": _(
        "The CGRS refused on %(on)s, before the %(months)s months of waiting were over. There is no right "
        "to work."
    ),
    "right_kept": _(
        "The right to work began on %(since)s, before the refusal of %(refused_on)s. It continues until the "
        "CALL decides on the appeal."
    ),
    "decision_elsewhere": _(
        "Another member state decided on %(on)s. The Belgian application therefore counts as a later "
        "application."
    ),
    "subsequent_not_admissible": _(
        "This is a later application. There is no right to work until the CGRS declares it admissible and "
        "the card is issued."
    ),
    "subsequent_admissible": _("The CGRS declared the later application admissible on %(on)s."),
    "mention_unlimited": _("The card says that access to the labour market is unlimited."),
    "mention_none": _(
        "The card still says that there is no access to the labour market. It must be renewed."
    ),
    "mention_too_early": _(
        "The card already says that access to the labour market is unlimited. Check the day of the "
        "application."
    ),
    "mention_unclear": _("The card's mention on the labour market is not clear: %(mention)s."),
    "mention_not_recorded": _("It is not recorded what the card says about the labour market."),
    "professional_card_required": _(
        "Self-employment needs a professional card, which the person can apply for."
    ),
    "no_professional_card_needed": _("Self-employment needs no professional card here."),
}

REQUIREMENTS = (
    Requirement(
        code="professional-card",
        label=_("Professional card"),
        title=_("May be self-employed since %(from_on)s, with a professional card"),
    ),
    Requirement(
        code="subsequent_admissible", label=_("Decision of the CGRS that the application is admissible")
    ),
    Requirement(code="attestation", label=_("New attestation of immatriculation (orange card)")),
)

MISSING = {"attestation.mention": _("Mention on the orange card")}

REFUSED = {
    "refused_in_waiting": Verdict(
        title=_("May not work: the application was refused"), badge=_("No: refused")
    ),
}
