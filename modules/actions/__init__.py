"""What people do with the modules."""

from .content import load_content
from .material import add_material_version
from .playbooks import load_playbooks
from .todos import renew_todos
from .versions import raise_content_version, store_body

__all__ = [
    "add_material_version",
    "load_content",
    "load_playbooks",
    "raise_content_version",
    "renew_todos",
    "store_body",
]
