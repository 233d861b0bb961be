"""What a woman pays in data and time on a cheap phone, beside a plain Wagtail page."""
