"""How quick reading is, beside a plain Wagtail page with the same body."""
