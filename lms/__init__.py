"""The project itself: settings, routes, and the two lowest floors `lms.kit` and `lms.people`."""
