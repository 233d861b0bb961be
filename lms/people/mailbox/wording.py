"""The text of a message: its language, links that cannot be clicked, and the words that no message carries."""

import re
from typing import Any

from django.conf import settings
from django.template import Context, Engine
from django.utils import translation

SOMETHING_FOR_YOU = "people/notices/something_for_you.txt"
"""Goes out instead of a text that would carry a sensitive word."""

# A star stands for any letters. A message is read on a locked screen by whoever holds the phone, so none of these
# may stand in one, in any language (docs/messages.md).
SENSITIVE = {
    "nb da": "vold volden volds* voldelig* familievold* partnervold* æresvold* *voldtekt* voldta* *voldtægt* "
    "*overgrep* *overgreb* *mishandl* *misbruk* *misbrug* krisesent* kvindekrise* tvang* tvunget kjønnslemlest* "
    "omskjær* omskær* barnevern* seksu* incest* æresrelat* selvmord* abort* psykisk* rusmid* skilsmisse* "
    # Not "politi*": what is politisk may be spoken of.
    "politi politiet* politistasjon* politistation* politimann* politimand* politimenn* politimænd* politikvinn* "
    "politikvind* politifolk* politibetjent* politianmeld* politivakt* politihus* politikammer* politirapport* "
    "politiavhør* politiafhør* anmeld* rettsmedisin* retsmedicin*",
    "en": "violen* abus* rape* assault* forced force-marri* genital* circumcis* refuge* suicid* divorce* mental police "
    "sexual* trauma* shelter forensic*",
    "sv": "*våld våldet vålds* våldtäkt* *övergrepp* kvinnojour* tvångs* könsstymp* sexu* självmord* polis polisen "
    "polisstation* polisman* polisanmäl* socialtjänst* rättsmedicin*",
    "fi": "*väkival* *raiska* pahoinpit* hyväksikäyt* pakkoavio* turvakoti* turvakodi* silpo* itsemurh* avioero* "
    "poliisi* lastensuojel* oikeuslääke*",
    # Before an Arabic word stand its article and prepositions.
    "ar": "*عنف *اغتصاب* *اعتداء* *إساءة* *ختان* *قسري* إجبار الإجبار *انتحار* طلاق الطلاق *شرطة *ملجأ* *تحرش*",
}
PLACE_NAMES = re.compile(r"voldsløkka\w*", re.IGNORECASE)
_SENSITIVE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(re.escape(word).replace(r"\*", r"\w*") for word in " ".join(SENSITIVE.values()).split())
    + r")(?!\w)",
    re.IGNORECASE,
)

_SCHEME = re.compile(r"\b[a-z][a-z0-9+.-]*://|\b(?:javascript|data|mailto|sms|tel):(?=\S)", re.IGNORECASE)
# What mail programs turn into links of their own accord: letters, a dot, letters.
_DOT = re.compile(r"(?<=[^\W_])[.。．｡](?=[^\W\d_]{2})")
# What falls apart in a text that runs from right to left: the groups of a phone number, a time with its end.
_NUMBERS = re.compile(r"(?<![\w/.:])(?:\+\d+(?: \d+)*|\d+(?: \d+)+|\d\d?[:.]\d\d ?[–-] ?\d\d?[:.]\d\d)(?![\w/])")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def sensitive_words_in(text: str) -> list[str]:
    """Give the words of a text that no message may carry."""
    return _SENSITIVE.findall(PLACE_NAMES.sub("", text))


def without_links(text: str) -> str:
    """Give the text with every link made harmless, but for addresses on our own site."""
    # Our own address, with a path or without, up to the next space; not the beginning of somebody else's.
    own = re.compile(re.escape(settings.BASE_URL) + r"(?:/[^\s<>\"]*)?(?=[.,;:!?)]*(?:\s|$))")
    pieces, end = [], 0
    for found in own.finditer(text):
        pieces += [_unlink(text[end : found.start()]), found.group()]
        end = found.end()
    return "".join([*pieces, _unlink(text[end:])])


def _unlink(text: str) -> str:
    return _DOT.sub(". ", _SCHEME.sub("", text))


def on_one_line(value: Any) -> Any:
    """Give a text without line breaks and control signs; anything else as it is."""
    return " ".join(_CONTROL.sub(" ", value).split()) if isinstance(value, str) else value


def reading_language(*wanted: str) -> str:
    """Give the first wanted language that the interface has (fa for fa-AF), else the site's own."""
    for code in wanted:
        try:
            if code:
                return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def write(template: str, context: dict[str, Any], language: str, *, discreet: bool) -> tuple[str, str]:
    """Give subject and body of a message in a language.

    The template is plain text: its first line is "Subject: …", the rest the body. Texts in the context come in on
    one line. A discreet message, which leaves the platform, that would carry a sensitive word becomes "there is
    something for you". Raises TemplateDoesNotExist, and ValueError for a template without a subject.
    """
    subject, body = _render(template, context, language)
    if discreet and sensitive_words_in(f"{subject} {body}"):
        subject, body = _render(SOMETHING_FOR_YOU, {}, language)
    return subject, body


def _render(template: str, context: dict[str, Any], language: str) -> tuple[str, str]:
    values = {name: on_one_line(value) for name, value in context.items()}
    values.setdefault("site", settings.BASE_URL + "/")
    with translation.override(language):
        # A mail is no web page: nothing is escaped here, the HTML part does that for itself.
        text = Engine.get_default().get_template(template).render(Context(values, autoescape=False))
    first, _, body = text.strip().partition("\n")
    head, colon, subject = first.partition(":")
    if head != "Subject" or not colon:
        raise ValueError(f"{template} does not begin with a subject")
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in body.strip().splitlines()))
    body = _CONTROL.sub(" ", without_links(body))
    if translation.get_language_info(language)["bidi"]:
        body = _NUMBERS.sub("\u2066\\g<0>\u2069", body)  # what <bdi> does on a page
    return on_one_line(without_links(subject))[:160], body
