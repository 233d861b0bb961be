"""The small tags behind the components in `templates/components/`."""

from django import template

register = template.Library()
