"""Where the asylum procedure stands, read from the events that had happened by the day asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from law.countries.common import APPEAL_ANNULLED, APPEAL_WON
from law.engine.facts import Event

# Events of one day are read in this order, whatever their order in the file.
_ORDER_IN_DAY = {
    "decision_elsewhere": 0,
    "application_lodged": 1,
    "track": 2,
    "dublin_transfer_notified": 3,
    "subsequent_admissible": 4,
    "first_decision": 5,
    "appeal_lodged": 6,
    "appeal_decided": 7,
    "status_granted": 8,
    "employer_notified": 9,
    "volunteer_declaration": 10,
}
_LAST = len(_ORDER_IN_DAY)  # what only one country knows


def known_events(events: Iterable[Event], on: date) -> list[Event]:
    """The events that had happened by this day, in order."""
    known = (event for event in events if event.on <= on)
    return sorted(known, key=lambda event: (event.on, _ORDER_IN_DAY.get(event.type, _LAST)))


@dataclass(slots=True)
class Procedure:
    """The state of the current application.

    `refusal` is the refusal or inadmissibility that stands; `lost` the appeal decision that confirmed
    it. A repealed refusal leaves `annulled` instead. `granted` is a positive decision without a word
    about the kind of status.
    """

    application: Event | None = None
    subsequent: bool = False
    track: str | None = None
    dublin: Event | None = None
    admissible: Event | None = None
    refusal: Event | None = None
    appeal: Event | None = None
    lost: Event | None = None
    annulled: Event | None = None
    annulled_refusal: Event | None = None
    granted: Event | None = None
    won_appeal: Event | None = None
    elsewhere: Event | None = None
    status: Event | None = None

    @classmethod
    def of(cls, events: Iterable[Event]) -> "Procedure":
        """Read the events, which must be in order."""
        state = cls()
        for event in events:
            read = getattr(state, f"_{event.type}", None)
            if read is not None:
                read(event)
        return state

    def _application_lodged(self, event: Event) -> None:
        # A refusal that came before was about another application, recorded or not.
        is_next = self.refusal is not None or (self.application is not None and event.subsequent)
        if self.application is not None and not is_next:
            return  # the same application, recorded twice
        if is_next:
            self.track = self.dublin = self.admissible = None
            self.refusal = self.appeal = self.lost = self.annulled = self.annulled_refusal = None
        self.application = event
        self.subsequent = is_next or event.subsequent

    def _track(self, event: Event) -> None:
        self.track = event.value
        if event.value != "dublin":
            self.dublin = None  # taken up in the national procedure after all

    def _dublin_transfer_notified(self, event: Event) -> None:
        self.dublin = event

    def _subsequent_admissible(self, event: Event) -> None:
        self.admissible = event

    def _decision_elsewhere(self, event: Event) -> None:
        self.elsewhere = event

    def _first_decision(self, event: Event) -> None:
        if event.result == "granted":
            self.granted, self.refusal = event, None
        else:
            self.refusal, self.appeal, self.lost = event, None, None
            self.granted = self.won_appeal = None

    def _appeal_lodged(self, event: Event) -> None:
        self.appeal = event

    def _appeal_decided(self, event: Event) -> None:
        if event.result in APPEAL_WON:
            self.won_appeal, self.refusal = event, None
        elif event.result == APPEAL_ANNULLED:
            self.annulled, self.annulled_refusal = event, self.refusal
            self.refusal = self.appeal = self.lost = None
        else:
            self.lost = event

    def _status_granted(self, event: Event) -> None:
        self.status = event
