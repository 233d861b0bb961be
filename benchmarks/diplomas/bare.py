"""Sets the same page again and again by one library, and nothing else: no database, no Django, nothing stored.

Work comes as JSON: `with` is typst, weasyprint or reportlab, `facts` are what stands on the pages (layout facts of
diplomas), `count` says how many are set. What comes back is how long that took, without the start of the process.
"""

import html
import io
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "lms/kit/fonts"
AT = datetime(2027, 6, 1, tzinfo=UTC)


def typst(facts: list[dict]) -> Callable[[int], object]:
    """Compile the page of the site as the engine alone does it, with the facts ready as text."""
    import typst as engine

    page = (ROOT / "templates/documents/diploma.typ").read_bytes()
    compiler = engine.Compiler(font_paths=[FONTS], ignore_system_fonts=True)
    texts = [json.dumps(each, ensure_ascii=False) for each in facts]

    def one(number: int) -> object:
        told = {"data": texts[number % len(texts)]}
        return compiler.compile(page, format="pdf", sys_inputs=told, pdf_standards=["ua-1", "a-3a"], timestamp=AT)

    return one


def weasyprint(facts: list[dict]) -> Callable[[int], object]:
    """Set front and back with the same words, tagged, as PDF/A with a QR code."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    look = f"""@page {{ size: A4 landscape }} h2 {{ break-before: page }}
        @font-face {{ font-family: Noto; src: url(file://{FONTS}/NotoSans_400Regular.ttf) }}
        body {{ font-family: Noto; text-align: center }}"""

    def one(number: int) -> object:
        told = facts[number % len(facts)]
        words = told["words"][0]
        rows = "".join(
            f"<tr><td>{each['number']}<td>{html.escape(each['titles'][0])}<td>{each['hours']}"
            for each in told["modules"]
        )
        return HTML(
            string=f"""<html lang=nb><title>{told["number"]}</title><style>{look}</style>
            <p>{told["organisation"]}</p><h1>{words["diploma"]}</h1>
            <p style='font-size:40pt'>{html.escape(told["name"])}</p><p>{" ".join(words["completed"])}</p>
            <p>{words["about"]} {words["period"]}</p><p>{" · ".join(words["values"])}</p><p>{told["given"]}</p>
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {told["qr"]["size"]} {told["qr"]["size"]}" width="70">
            <path d="{told["qr"]["path"]}"/></svg><p>{told["number"]} {told["code"]}</p>
            <h2>{words["modules"]}</h2><table>{rows}</table><p>{words["total"]}</p>"""
        ).write_pdf(pdf_variant="pdf/a-3a", font_config=fonts)

    return one


def reportlab(facts: list[dict]) -> Callable[[int], object]:
    """Draw front and back with the same words and a QR code: neither tagged nor PDF/A."""
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Noto", str(FONTS / "NotoSans_400Regular.ttf")))

    def one(number: int) -> object:
        told = facts[number % len(facts)]
        words = told["words"][0]
        page = Canvas(io.BytesIO(), pagesize=landscape(A4))
        lines = [(25, words["diploma"]), (40, told["name"])]
        lines += [(12, text) for text in (*words["completed"], words["about"], words["period"], told["given"])]
        for place, (size, text) in enumerate(lines):
            page.setFont("Noto", size)
            page.drawCentredString(420, 500 - 45 * place, text)
        square = Drawing(70, 70)
        square.add(QrCodeWidget(told["check_at"], barWidth=70, barHeight=70))
        renderPDF.draw(square, page, 380, 40)
        page.showPage()
        for place, each in enumerate(told["modules"]):
            page.setFont("Noto", 11)
            page.drawString(80, 540 - 20 * place, f"{each['number']} {each['titles'][0]} {each['hours']}")
        page.save()
        return page

    return one


ENGINES = {"typst": typst, "weasyprint": weasyprint, "reportlab": reportlab}


def main() -> None:
    """Set one page so that everything is loaded, then as many as are wanted."""
    work = json.loads(sys.stdin.read())
    one = ENGINES[work["with"]](work["facts"])
    one(0)
    begun, spent = time.perf_counter(), time.process_time()
    for number in range(work["count"]):
        one(number)
    print(json.dumps({"seconds": time.perf_counter() - begun, "processor": time.process_time() - spent}))


if __name__ == "__main__":
    main()
