"""Decisions, what a woman wants on her diploma, who signs, and the register with its diplomas and cards."""

from .decisions import CompletionDecision, DiplomaWishes
from .issued import Diploma, IdCard
from .keys import SigningKey
from .register import NumberSeries, RegisterEntry
from .signers import Signer

__all__ = [
    "CompletionDecision",
    "Diploma",
    "DiplomaWishes",
    "IdCard",
    "NumberSeries",
    "RegisterEntry",
    "Signer",
    "SigningKey",
]
