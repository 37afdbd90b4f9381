"""A ranking comes onto a screen: of which centre, and that it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256

from employers.models import Vacancy
from jobdesk.accounts.hats import Hat
from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from matching.models import RankingLog
from matching.profiles import engine_version, travel_figures
from matching.rankings.exchange import inputs_of, judgements
from matching.rankings.log import LISTS
from matching.rankings.vacancies import Pair
from matching.scoring import TRAVEL, Demand, Profile, Ranking, Travel, inputs_hash
from matching.services.rankings import Shown, keep_ranking
from residents.models import Resident


def at_centre(ranking: Ranking, centre: Centre | None) -> Ranking:
    """Keep the people of the centre that is picked; all of the scope when none is."""
    if centre is None:
        return ranking
    key = str(centre.pk)
    return Ranking(
        ranked=tuple(each for each in ranking.ranked if each.judgement.profile.centre == key),
        near=tuple(each for each in ranking.near if each.judgement.profile.centre == key),
        check=tuple(each for each in ranking.check if each.judgement.profile.centre == key),
        excluded=tuple(each for each in ranking.excluded if each.judgement.profile.centre == key),
    )


def keep_people_shown(
    vacancy: Vacancy,
    demand: Demand,
    ranking: Ranking,
    on: date,
    *,
    narrowed: str,
    user: User,
    hat: Hat,
) -> RankingLog:
    """Keep that the candidates of a vacancy were shown, in this order."""
    judged = list(judgements(ranking))
    profiles = [each.profile for each in judged]
    travel = judged[0].asked.travel if judged else travel_figures()
    shown = Shown(
        kind=RankingLog.Kind.PEOPLE,
        subject=vacancy.code,
        on=on,
        version=engine_version(),
        inputs_hash=inputs_hash(demand, profiles, travel),
        order={
            name: [each.id for each in placed]
            for name, placed in zip(LISTS, (ranking.ranked, ranking.near, ranking.check), strict=True)
        },
        narrowed=narrowed,
    )
    return keep_ranking(shown, lambda: inputs_of([demand], profiles, travel), user=user, hat=hat)


def keep_vacancies_shown(
    resident: Resident, pairs: Sequence[Pair], on: date, *, user: User, hat: Hat
) -> RankingLog | None:
    """Keep that the vacancies of a resident were shown, in this order; nothing where none was compared."""
    if not pairs:
        return None
    profile = pairs[0][1].profile
    demands = [judged.asked.demand for _vacancy, judged in pairs]
    travel = pairs[0][1].asked.travel
    shown = Shown(
        kind=RankingLog.Kind.VACANCIES,
        subject=resident.code,
        on=on,
        version=engine_version(),
        inputs_hash=vacancies_hash(profile, demands, travel),
        order={
            state: [judged.asked.demand.id for _vacancy, judged in pairs if judged.state == state]
            for state in LISTS
        },
    )
    return keep_ranking(shown, lambda: inputs_of(demands, [profile], travel), user=user, hat=hat)


def vacancies_hash(profile: Profile, demands: Iterable[Demand], travel: Travel = TRAVEL) -> str:
    """Return one hash of a resident and many vacancies, whatever their order."""
    each = sorted(inputs_hash(demand, [profile], travel) for demand in demands)
    return sha256("".join(each).encode()).hexdigest()
