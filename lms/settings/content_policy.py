"""What a browser may load and run on our pages: what is ours, and nothing from elsewhere.

It is as short as it can be, for it goes with each page: what is not named follows default-src, and nothing inline runs.
"""

from csp.constants import NONE, SELF

DIRECTIVES = {
    "default-src": [SELF],
    "img-src": [SELF, "data:"],
    "object-src": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
}
