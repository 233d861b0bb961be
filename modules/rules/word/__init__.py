"""How what stands in a Word file becomes the parts of a module.

Our own file is known again; anybody's is understood as far as that is sure, and what is not becomes text.
"""

from .foreign import module_from
from .groups import groups_of
from .own import module_from_own
from .parts import Known, Module, Part, Remark, Reported

__all__ = ["Known", "Module", "Part", "Remark", "Reported", "groups_of", "module_from", "module_from_own"]
