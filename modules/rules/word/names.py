"""What people call the sections of a module and the columns of a plan, in the languages they write in."""

import re

SECTIONS = {
    "goals": "læringsmål; mål; mål for kvelden; lärandemål; lärmål; learning goals; goals; learning objectives; aims; "
    "oppimistavoitteet; tavoitteet; أهداف التعلم; الأهداف; أهداف",
    "key_messages": "viktige budskap; nøkkelbudskap; hovedbudskap; budskap; nøglebudskaber; vigtige budskaber; "
    "huvudbudskap; viktiga budskap; key messages; main messages; ydinviestit; tärkeimmät viestit; الرسائل الأساسية; "
    "الرسائل الرئيسية",
    "words": "ord å kunne; viktige ord; ordliste; ord og uttrykk; ord at kende; ord at kunne; vigtige ord; "
    "ord att kunna; viktiga ord; ordlista; words to know; glossary; key words; vocabulary; opittavat sanat; sanasto; "
    "كلمات يجدر معرفتها; كلمات مهمة; المفردات",
    "session_plan": "kveldsplan; øktplan; kvelden; plan for kvelden; program for kvelden; kjøreplan; program; "
    "dagens program; undervisningsgangen; aftenen; aftenens program; drejebog; kvällen; kvällens program; "
    "plan för kvällen; session plan; "
    "the evening; plan of the evening; programme; illan ohjelma; ilta; ohjelma; برنامج الأمسية; الأمسية; البرنامج",
    "exercises": "øvelser; øvelse; övningar; övning; exercises; exercise; harjoitukset; harjoitus; التمارين; تمارين",
    "reflection": "refleksjon; til å tenke på; refleksjonsspørsmål; refleksion; til at tænke over; reflektion; "
    "att fundera på; reflection; to think about; pohdinta; mietittäväksi; تأمل; للتفكير",
    "quiz": "quiz; prøv selv; prova själv; try for yourself; visa; kokeile itse; مسابقة; جرّبي بنفسك",
    "home_task": "hjemmeoppgave; hjemmeoppgaver; lekse; hjemmeopgave; hemuppgift; läxa; home task; homework; "
    "kotitehtävä; مهمة منزلية; الواجب المنزلي",
    "rights": "rettighetene dine; dine rettigheter; rettigheter; dine rettigheder; rettigheder; dina rättigheter; "
    "rättigheter; your rights; rights; oikeutesi; oikeudet; حقوقك; الحقوق",
    "help": "hvor får du hjelp; her får du hjelp; hjelpeboks; hjelp; her får du hjælp; hvor får du hjælp; hjælpeboks; "
    "hjælp; här får du hjälp; var får du hjälp; hjälpruta; hjälp; where to get help; help box; help; "
    "täältä saat apua; mistä saat apua; apulaatikko; apua; أين تجدين المساعدة; صندوق المساعدة; المساعدة",
    "sources": "kilder; kilde; källor; källa; sources; references; lähteet; المصادر; المراجع",
    "guest": "fagperson; fagpersoner; gjest; gæster; sakkunniga; sakkunnig; guest professionals; guest professional; "
    "guests; asiantuntijat; asiantuntija; الضيوف المختصون; المختصون",
    "coordinator_notes": "til koordinator; til koordinatoren; notater til koordinatoren; for koordinator; "
    "noter til koordinatoren; till samordnaren; till koordinatorn; anteckningar till samordnaren; "
    "notes for the coordinator; for the coordinator; to the coordinator; koordinaattorille; "
    "muistiinpanoja koordinaattorille; ملاحظات للمنسّقة; ملاحظات للمنسقة; للمنسقة",
}
TITLED = {
    "dilemma": "dilemma; case; موقف محيّر; موقف محير",
    "worksheet": "arbeidsark; arbejdsark; arbetsblad; worksheet; tehtävämoniste; ورقة عمل",
}
"""Sections that carry a title of their own behind their name: «Arbeidsark: Møteplanen»."""

COLUMNS = {
    "minutes": "min; min.; minutter; minutes; minuter; minuutit; tid (min); antall minutter; الدقائق; دقائق; دقيقة",
    "text": "hva; innhold; aktivitet; hvad; indhold; vad; innehåll; aktivitet; what; content; activity; mitä; sisältö; "
    "ماذا; المحتوى; النشاط",
    "who": "hvem; ansvarlig; vem; ansvarig; who; responsible; kuka; vastuu; من; المسؤول; المسؤولة",
    "material": "materiell; utstyr; materialer; material; materials; materiaali; välineet; المواد; الأدوات",
    "kind": "type; slags; art; sort; slag; kind; tyyppi; laji; النوع",
    "clock": "kl; kl.; klokka; klokken; klokkeslett; tid; tidspunkt; time; klo; klockan; aika; الوقت; الساعة",
    "word": "ord; begrep; begreb; word; term; sana; كلمة; الكلمة",
    "explanation": "forklaring; betydning; hva det betyr; förklaring; betydelse; explanation; meaning; selitys; "
    "merkitys; شرح; الشرح; المعنى",
}
SUMS = "sum; i alt; totalt; til sammen; tilsammen; total; yhteensä; المجموع"

KINDS = {
    "check-in": r"innsjekk|tjek.?ind|check.?in|incheck|aloituskierros|جولة البداية",
    "check-out": r"utsjekk|tjek.?ud|check.?out|utcheck|lopetuskierros|جولة الختام",
    "break": r"\bpause|\bpaus\b|\btauko|\bbreak|استراحة",
    "welcome": r"velkommen|velkomst|välkom|tervetul|welcome|الترحيب|\bmat\b|\bmad\b",
    "exercise": r"øvelse|övning|harjoitu|exercise|تمرين|rollespill|rollespil",
    "reflection": r"refleksjon|refleksion|reflektion|reflection|pohdinta|تأمل",
    "questions": r"spørsmål|spørgsmål|\bfrågor|\bquestions|kysymy|أسئلة",
    "input": r"innlegg|oplæg|föredrag|\btalk\b|puheenvuoro|عرض",
}
"""What gives away the kind of a step. Anything else is a talk."""

NUMBERED = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?|[A-Z]\d*[.)])\s+")
MODULE_NUMBER = re.compile(r"^(?:modul|module|moduuli|الوحدة)\s*\d+\s*[:.–—-]\s*", re.IGNORECASE)


def _lookup(table: dict[str, str]) -> dict[str, str]:
    return {plain_name(each): kind for kind, names in table.items() for each in names.split(";")}


def plain_name(text: str) -> str:
    """Give a heading as it is compared: without number, colon and soft hyphens, in small letters."""
    text = NUMBERED.sub("", text).replace("\u00ad", "").strip().rstrip(":.؟?").strip()
    return " ".join(text.casefold().split())


SECTION_OF, TITLED_OF, COLUMN_OF = _lookup(SECTIONS), _lookup(TITLED), _lookup(COLUMNS)
SUM_NAMES = frozenset(plain_name(each) for each in SUMS.split(";"))


def section_of(heading: str) -> tuple[str, str]:
    """Give the kind of part a heading announces ("" if none), and the title behind its name."""
    name = plain_name(heading)
    if name in SECTION_OF:
        return SECTION_OF[name], ""
    begin, _sign, title = re.sub(r"\s+[–—-]\s+", ": ", heading, count=1).partition(":")
    if plain_name(begin) in TITLED_OF and title.strip():
        return TITLED_OF[plain_name(begin)], title.strip()
    return "", ""


def kind_of_step(text: str) -> str:
    """Guess the kind of a step from its words."""
    return next((kind for kind, words in KINDS.items() if re.search(words, text, re.IGNORECASE)), "input")
