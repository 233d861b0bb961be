"""What a diploma says, how its code and number are made, and when somebody may have one. Plain Python, codes out."""

from .cards import CardFacts, CardRefusal, card_facts_from, last_day, short_name
from .codes import check_sign, draw_code, normalised, shown, weighed
from .credential import as_payload, badge_of, status_list_of
from .decisions import Refusal, Standpoint, why_not_confirmed, why_not_proposed
from .endings import REPLACING, WITHDRAWING, Asked, why_not_asked, why_not_ended
from .facts import LANGUAGES, MOST_LANGUAGES, OF_COUNTRY, DiplomaFacts, ModuleFact, SignerFact, facts_from, facts_to
from .names import is_a_name, is_proven, name_proof, plain_name
from .numbers import CARD, DIPLOMA, number_of, series_of

__all__ = [
    "CARD",
    "DIPLOMA",
    "LANGUAGES",
    "MOST_LANGUAGES",
    "OF_COUNTRY",
    "REPLACING",
    "WITHDRAWING",
    "Asked",
    "CardFacts",
    "CardRefusal",
    "DiplomaFacts",
    "ModuleFact",
    "Refusal",
    "SignerFact",
    "Standpoint",
    "as_payload",
    "badge_of",
    "card_facts_from",
    "check_sign",
    "draw_code",
    "facts_from",
    "facts_to",
    "is_a_name",
    "is_proven",
    "last_day",
    "name_proof",
    "normalised",
    "number_of",
    "plain_name",
    "series_of",
    "short_name",
    "shown",
    "status_list_of",
    "weighed",
    "why_not_asked",
    "why_not_confirmed",
    "why_not_ended",
    "why_not_proposed",
]
