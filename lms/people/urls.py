"""Routes of people."""

urlpatterns: list = []
