"""A browser that is signed in without going through sign-in."""

from django.test import Client
from playwright.sync_api import BrowserContext


def sign_in_browser(context: BrowserContext, client: Client, address: str) -> None:
    """Sign a browser in on a site as somebody whom the client has signed in."""
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
