"""What is asked of a list of women, of the size of a cohort, and of its steps. Plain Python: codes, never sentences."""

from .births import holds_birth_number
from .lists import NOTES, Line, Problem, compare_lines, read_lines
from .steps import DISHES, STEPS, STOPS, Facts, Missing, SizeWarning, check_step, size_warning

__all__ = [
    "DISHES",
    "NOTES",
    "STEPS",
    "STOPS",
    "Facts",
    "Line",
    "Missing",
    "Problem",
    "SizeWarning",
    "check_step",
    "compare_lines",
    "holds_birth_number",
    "read_lines",
    "size_warning",
]
