"""Lists go out as CSV and XLSX without becoming formulas, and come in from whatever program wrote them."""

import io
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lms.kit.files import FileRefusedError, Refusal
from lms.kit.sheets import BEGINS_A_FORMULA, Sheet, read_sheet, read_text, write_csv, write_xlsx

EVIL = [
    "=1+1",
    "+4741234567",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\0=1",
    "\n=1",
    "|cmd",
    "＝1+1",
    "#N/A",
    "=HYPERLINK(1)",
]


def xlsx(*rows: list) -> io.BytesIO:
    """Give a file as a spreadsheet program would write it, formulas and all."""
    out, book = io.BytesIO(), Workbook()
    for row in rows:
        book.active.append(row)
    book.save(out)
    out.seek(0)
    return out


def opened(data: bytes) -> list:
    return list(load_workbook(io.BytesIO(data)).worksheets[0].iter_rows())


def table(*values: object) -> Sheet:
    return Sheet(title="Kull 1", columns=["Navn"], rows=[[value] for value in values])  # type: ignore[list-item]


def refusal(file: io.BytesIO, name: str) -> Refusal:
    with pytest.raises(FileRefusedError) as refused:
        read_sheet(file, name)
    assert str(refused.value.sentence)
    return refused.value.code


# --- writing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", EVIL)
def test_xlsx_holds_text_as_text(text):
    cell = opened(write_xlsx(table(text)))[1][0]
    assert cell.data_type in ("s", "inlineStr")
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(write_xlsx(table(text)))).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", [text for text in EVIL if text.startswith(BEGINS_A_FORMULA)])
def test_csv_puts_a_quote_before_what_could_be_a_formula(text):
    line = write_csv(table(text)).decode("utf-8-sig").split("\r\n", 1)[1]
    assert line.startswith("\"'")


def test_csv_keeps_a_negative_number_a_number():
    assert '"-5"' in write_csv(table(-5)).decode()


def test_phone_stays_readable_text_in_xlsx():
    cell = opened(write_xlsx(table("+4741234567")))[1][0]
    assert (cell.value, cell.number_format) == ("+4741234567", "@")


def test_csv_is_opened_rightly_by_spreadsheets():
    data = write_csv(table("Åse; Ærlig"))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == '"Navn"\r\n"Åse; Ærlig"\r\n'


def test_values_keep_their_kind():
    noon = datetime(2027, 1, 12, 12, 0, tzinfo=UTC)
    values = [7, 2.5, Decimal("1.5"), date(2027, 1, 12), time(17, 0), noon, None, True]
    sheet = Sheet(title="x", columns=list("abcdefgh"), rows=[values])
    row = [cell.value for cell in opened(write_xlsx(sheet))[1]]
    assert row[:3] == [7, 2.5, 1.5]
    assert row[3] == datetime(2027, 1, 12)
    assert row[4:6] == [time(17, 0), datetime(2027, 1, 12, 12, 0)]
    assert b'"2027-01-12 12:00";"";"1"' in write_csv(sheet).replace(b"+00:00", b"")


def test_sheet_is_read_from_the_right_when_asked():
    book = load_workbook(io.BytesIO(write_xlsx(Sheet("قائمة", ["الاسم"], [["أمل"]], from_right=True))))
    assert book.worksheets[0].sheet_view.rightToLeft
    assert book.worksheets[0].title == "قائمة"


def test_header_stays_in_sight_and_columns_fit():
    sheet = Sheet("Kull", ["Navn", "Tlf"], [["Et ganske langt navn her", "1"]])
    page = load_workbook(io.BytesIO(write_xlsx(sheet))).worksheets[0]
    assert page.freeze_panes == "A2"
    assert page["A1"].font.bold
    assert page.column_dimensions["A"].width > page.column_dimensions["B"].width


def test_title_that_excel_refuses_is_made_good():
    assert (
        load_workbook(io.BytesIO(write_xlsx(Sheet("A/B: [1]*?" + "x" * 40, ["a"], []))))
        .sheetnames[0]
        .startswith("AB 1x")
    )


def test_several_tables_are_several_sheets():
    data = write_xlsx(Sheet("En", ["a"], []), Sheet("To", ["b"], []))
    assert load_workbook(io.BytesIO(data)).sheetnames == ["En", "To"]


@given(st.text(max_size=40))
def test_whatever_is_written_comes_out_as_text(text):
    cell = opened(write_xlsx(table(text, "end")))[1][0]
    assert cell.data_type != "f"


@given(st.text(alphabet="aå=+-@;,\"'\t ", min_size=1, max_size=12).filter(lambda text: text.strip() and text[0] != "'"))
def test_csv_we_wrote_is_read_back(text):
    data = write_csv(Sheet("x", ["Navn", "Tlf"], [[text, "y"]]))
    assert read_sheet(io.BytesIO(data), "x.csv")[1] == [text.strip(), "y"]


# --- reading ---------------------------------------------------------------------------------------------------------

ROWS = [["Navn", "Telefon"], ["Åse Ærlig", "412 34 567"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_of_any_program_is_read(encoding, separator):
    text = "\r\n".join(separator.join(row) for row in ROWS)
    assert read_sheet(io.BytesIO(text.encode(encoding)), "liste.csv") == ROWS


def test_comma_in_a_name_does_not_decide():
    assert read_text("Yusuf, Amina;41234567\nBerg, Kari;41234568") == [
        ["Yusuf, Amina", "41234567"],
        ["Berg, Kari", "41234568"],
    ]


def test_pasted_list_without_separators_is_one_column():
    assert read_text("Amina Yusuf 412 34 567\n\n  Kari Berg 412 34 568  ") == [
        ["Amina Yusuf 412 34 567"],
        ["Kari Berg 412 34 568"],
    ]


def test_stray_quotation_mark_swallows_nothing():
    assert read_text('"Amina;1\nKari;2\nSara;3') == [['"Amina', "1"], ["Kari", "2"], ["Sara", "3"]]


def test_line_break_inside_a_cell_stays_there():
    assert read_text('"Amina\nYusuf";1\nKari;2') == [["Amina\nYusuf", "1"], ["Kari", "2"]]


def test_line_in_which_excel_names_the_separator_is_not_a_row():
    assert read_text("sep=;\na;b") == [["a", "b"]]


def test_xlsx_is_read_with_numbers_as_they_were_typed():
    file = xlsx(["Navn", "Telefon"], ["Amina", 41234567], [], ["Kari", 41234568.0], ["=1+1", "x"])
    assert read_sheet(file, "Liste.XLSX") == [
        ["Navn", "Telefon"],
        ["Amina", "41234567"],
        ["Kari", "41234568"],
        ["", "x"],  # a formula whose outcome no program has stored
    ]


def test_row_far_below_costs_nothing():
    book, out = Workbook(), io.BytesIO()
    book.active.cell(row=1_000_000, column=2, value="x")
    book.save(out)
    assert read_sheet(out, "x.xlsx") == [["", "x"]]


def test_empty_lists_are_empty():
    assert read_text(" \n;;\n") == []
    assert read_sheet(xlsx(), "x.xlsx") == []


@pytest.mark.parametrize("rows", [501, 502])
def test_too_many_rows_are_refused(rows):
    text = "\n".join(f"n{number};x" for number in range(rows))
    assert refusal(io.BytesIO(text.encode()), "x.csv") is Refusal.TOO_MANY_ROWS
    assert refusal(xlsx(*([number + 1] for number in range(rows))), "x.xlsx") is Refusal.TOO_MANY_ROWS


def test_500_rows_are_taken():
    assert len(read_text("\n".join(f"n{number};x" for number in range(500)))) == 500


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "x.csv", Refusal.EMPTY),
        (b"x" * (2 * 1024 * 1024 + 1), "x.csv", Refusal.TOO_LARGE),
        (b"a;b\0c", "x.csv", Refusal.NOT_A_LIST),
        (b"\xff\xfea", "x.csv", Refusal.NOT_A_LIST),
        (b"PK\x03\x04\x00\x00", "x.csv", Refusal.NOT_A_LIST),
        (b"a;b", "x.xlsx", Refusal.NOT_WHAT_IT_SAYS),
        (b"PK\x03\x04 half a file", "x.xlsx", Refusal.BROKEN),
        (b"a", "x.xls", Refusal.NOT_ALLOWED),
        (b"a", "x.ods", Refusal.NOT_ALLOWED),
        (b"a", "x.csv.exe", Refusal.NOT_ALLOWED),
    ],
)
def test_wrong_file_is_refused_with_a_reason(data, name, code):
    assert refusal(io.BytesIO(data), name) is code


def test_bomb_is_refused_before_it_is_opened():
    good = xlsx(["a"])
    out = io.BytesIO()
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/media/a.txt", bytes(range(256)) * 100_000)
    assert refusal(out, "x.xlsx") is Refusal.UNPACKS_TOO_LARGE


def test_damaged_sheet_is_refused():
    good = xlsx(["a"])
    out = io.BytesIO()
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<worksheet><sheetData><row r='x'/>" if "sheet1" in name else old.read(name))
    assert refusal(out, "x.xlsx") is Refusal.BROKEN


def test_pasted_text_that_is_too_long_is_refused():
    with pytest.raises(FileRefusedError) as refused:
        read_text("x" * (2 * 1024 * 1024 + 1))
    assert refused.value.code is Refusal.TOO_LARGE
