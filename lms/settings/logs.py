"""What is written to the log, and how."""

# Log lines carry no names, numbers, tokens or bodies: only levels, codes and public ids.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_personal_data": {"()": "lms.kit.logs.NoPersonalData"}},
    "formatters": {
        "line": {"()": "lms.kit.logs.Formatter", "format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_personal_data"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "wagtail": {"handlers": [], "propagate": True, "level": "WARNING"},  # what editors do stands in its own log
        "django_tasks": {"handlers": [], "propagate": True, "level": "WARNING"},
        "django_tasks_db": {"handlers": [], "propagate": True, "level": "WARNING"},
    },
}
