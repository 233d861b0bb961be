"""The WSGI application, with the background work beside it when embedded.

Each worker of the server imports this module itself, after it was forked. So no thread and no database connection
is carried over a fork; do not preload the application in a parent process.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.production")
application = get_wsgi_application()

if settings.BACKGROUND == "embedded":
    from lms import background

    background.start()
