"""The token in the link of an invitation: signed and dated, with nothing in it about the person."""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner

# How long an invitation can be accepted after it was last sent.
INVITATION_LASTS = timedelta(days=7)

_signer = TimestampSigner(salt="jobdesk.invitation", sep=".")


def invitation_token(invitation_id: int) -> str:
    """Return a token for the link; it dates from now."""
    return _signer.sign(str(invitation_id))


def invitation_id_in(token: str) -> int:
    """Return the invitation's id in ``token``.

    Raises django.core.signing.SignatureExpired when the token is too old, BadSignature when it is not ours.
    """
    try:
        return int(_signer.unsign(token, max_age=INVITATION_LASTS))
    except ValueError as error:
        raise BadSignature("The token holds no number.") from error
