"""One process that makes papers; its work comes as JSON, and how long it took goes back.

`engine` compiles one page with the facts that are given, and nothing else; `unsigned` and `signed` confirm a decision
and store the file; `draw` draws and hashes without a database; `weasyprint` and `reportlab` set the same words.
"""

import hashlib
import json
import os
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.test")

import django

django.setup()

from django.conf import settings  # noqa: E402  # after setup

settings.DEBUG = False  # which would keep every query

from cohorts.credentials.actions import confirm_completion, making  # noqa: E402  # after setup
from cohorts.credentials.documents.diploma import diploma_pdf, layout_facts  # noqa: E402  # after setup
from cohorts.credentials.rules import draw_code, shown  # noqa: E402  # after setup
from cohorts.models import CompletionDecision, Diploma  # noqa: E402  # after setup
from lms.kit import pdf  # noqa: E402  # after setup
from lms.people.models import User  # noqa: E402  # after setup
from tests.factories.credentials import facts_of  # noqa: E402  # after setup

AT = datetime(2027, 6, 1, tzinfo=UTC)


def engine(count: int) -> None:
    """Compile the same page with facts that are ready."""
    facts = [json.dumps(layout_facts(facts_of(f"Amal Haddad {n}"), "")) for n in range(50)]
    page = (pdf.LAYOUTS / "diploma.typ").read_bytes()
    compiler = pdf.typst.Compiler(font_paths=[pdf.FONTS], ignore_system_fonts=True)
    begun = time.perf_counter()
    for number in range(count):
        inputs = {"data": facts[number % 50].replace("Amal Haddad", f"Amal Haddad {number}")}
        compiler.compile(page, format="pdf", sys_inputs=inputs, pdf_standards=pdf.WITH_FILES, timestamp=AT)
    said(begun, count)


def draw(count: int) -> None:
    """Draw diplomas as they are drawn for the store, each with a code of its own."""
    facts = facts_of()
    begun = time.perf_counter()
    for number in range(count):
        code = shown(draw_code())
        mine = replace(facts, name=f"Amal Haddad {number}", code=code, check_at=f"https://example.org/check/{code}/")
        hashlib.sha256(diploma_pdf(mine, at=AT)).hexdigest()
    said(begun, count)


def decide(decisions: list[int], secretary: int, *, signed: bool) -> None:
    """Confirm each decision and store the file of its diploma."""
    if not signed:
        making.credential_of = lambda _diploma: ""
        making.sealed = lambda page, _organisation: page
    by = User.objects.get(pk=secretary)
    day = AT.date()
    begun = time.perf_counter()
    for decision in CompletionDecision.objects.select_related("enrolment__cohort", "enrolment__person").filter(
        pk__in=decisions
    ):
        made = confirm_completion(by=by, decision=decision, given_at="Oslo", given_on=day)
        making.make_now(Diploma.objects.select_related("entry__organisation").get(pk=made.pk))
    said(begun, len(decisions))


def weasyprint(count: int) -> None:
    """Set a page with the same words by WeasyPrint."""
    from weasyprint import HTML

    told = layout_facts(facts_of(), "")
    words = told["words"][0]
    shape = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 33 33" width="70"><path d="{told["qr"]["path"]}"/></svg>'
    )
    rows = "".join(f"<tr><td>{m['number']}<td>{m['titles'][0]}<td>{m['hours']}" for m in told["modules"])
    begun = time.perf_counter()
    for number in range(count):
        HTML(
            string="<html lang=nb><style>@page{size:A4 landscape}h2{break-before:page}</style>"
            f"<h1>{words['diploma']}</h1><p style='font-size:40pt'>Amal Haddad {number}</p><p>{words['completed']}</p>"
            f"<p>{words['about']} {words['period']}</p>{shape}<p>{told['number']} {told['code']}</p>"
            f"<h2>{words['modules']}</h2><table>{rows}</table>"
        ).write_pdf(pdf_variant="pdf/a-3u")
    said(begun, count)


def reportlab(count: int) -> None:
    """Set a page with the same words by ReportLab, which tags nothing."""
    import io

    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Noto", str(pdf.FONTS / "NotoSans_400Regular.ttf")))
    told = layout_facts(facts_of(), "")
    words = told["words"][0]
    begun = time.perf_counter()
    for number in range(count):
        page = Canvas(io.BytesIO(), pagesize=landscape(A4))
        for place, (size, text) in enumerate(
            [(25, words["diploma"]), (40, f"Amal Haddad {number}"), *((12, each) for each in words["completed"])]
        ):
            page.setFont("Noto", size)
            page.drawCentredString(420, 450 - 60 * place, text)
        square = Drawing(70, 70)
        square.add(QrCodeWidget(told["check_at"], barWidth=70, barHeight=70))
        renderPDF.draw(square, page, 380, 40)
        page.showPage()
        for place, each in enumerate(told["modules"]):
            page.setFont("Noto", 11)
            page.drawString(80, 500 - 20 * place, f"{each['number']} {each['titles'][0]} {each['hours']}")
        page.save()
    said(begun, count)


def said(begun: float, count: int) -> None:
    """Tell how long it took, without the start of the process."""
    print(json.dumps({"seconds": time.perf_counter() - begun, "count": count}))


def main() -> None:
    """Do one piece of work."""
    work = json.loads(sys.stdin.read())
    match sys.argv[1]:
        case "engine":
            engine(work["count"])
        case "draw":
            draw(work["count"])
        case "weasyprint":
            weasyprint(work["count"])
        case "reportlab":
            reportlab(work["count"])
        case kind:
            decide(work["decisions"], work["secretary"], signed=kind == "signed")


if __name__ == "__main__":
    main()
