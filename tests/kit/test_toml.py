"""What is written as TOML is read back the same, whatever editors typed."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.kit.toml import write

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(lambda text: text.replace("\r\n", "\n"))
SCALAR = TEXT | st.booleans() | st.integers(-(2**31), 2**31) | st.dates(date(1900, 1, 1))
NAME = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
ROW = st.dictionaries(NAME, SCALAR, min_size=1, max_size=3)
LIST = st.lists(TEXT, min_size=1, max_size=3) | st.lists(ROW, min_size=1, max_size=2)
TABLE = st.dictionaries(NAME, SCALAR | LIST, max_size=4)


@given(TABLE, st.lists(TABLE.filter(bool), min_size=1, max_size=3), ROW)
def test_written_data_reads_back_the_same(top, body, inner):
    data = {f"a_{name}": value for name, value in top.items()} | {"body": body, "inner": inner}
    assert tomllib.loads(write(data)) == data


def test_each_thing_stands_on_a_line_of_its_own():
    written = write({"title": "Å lytte", "body": [{"type": "plan", "steps": [{"minutes": 5, "text": "Mat"}]}]})
    assert written == 'title = "Å lytte"\n\n[[body]]\ntype = "plan"\nsteps = [\n  { minutes = 5, text = "Mat" },\n]\n'


def test_long_text_stands_as_it_is_read():
    assert write({"text": "one\ntwo"}) == 'text = """\none\ntwo"""\n'


def test_value_toml_does_not_know_is_refused():
    with pytest.raises(TypeError):
        write({"nothing": None})
