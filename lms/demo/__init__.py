"""The demo: a small, believable world, built by the same actions the screens call. Never in production."""

from .world import PEOPLE, build_demo, require_demo, sign_in_links

__all__ = ["PEOPLE", "build_demo", "require_demo", "sign_in_links"]
