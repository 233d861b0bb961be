"""A page as Wagtail's own guide would build it."""
