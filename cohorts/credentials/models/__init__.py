"""Decisions, what a woman wants on her diploma, who signs, the register with its diplomas and cards, and photos."""

from .decisions import CompletionDecision, DiplomaWishes
from .issued import Diploma, IdCard
from .keys import SigningKey
from .letterheads import Letterhead, organisations_of
from .packs import CeremonyPack, cohorts_of_papers
from .photos import CardPhoto
from .register import NumberSeries, RegisterEntry
from .signers import Signer

__all__ = [
    "CardPhoto",
    "CeremonyPack",
    "CompletionDecision",
    "Diploma",
    "DiplomaWishes",
    "IdCard",
    "Letterhead",
    "NumberSeries",
    "RegisterEntry",
    "Signer",
    "SigningKey",
    "cohorts_of_papers",
    "organisations_of",
]
