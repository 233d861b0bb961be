"""What the demo's courses are: where, by which edition, from when counted from today, and who takes part."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

DAY, WEEK = timedelta(days=1), timedelta(days=7)
TUESDAY, WEDNESDAY, THURSDAY = 2, 3, 4


@dataclass(frozen=True)
class DemoWoman:
    """An invented woman; the number of her phone can belong to nobody."""

    name: str
    phone: str
    language: str = "nb"
    speaks: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoCourse:
    """One course: where, by which edition, from when, and who takes part. `first` gives the day before which it does
    not begin, from the day of today."""

    name: str
    coordinator: str
    edition: str
    weekday: int
    first: Callable[[date], date]
    venue: dict
    women: tuple[DemoWoman, ...]
    languages: tuple[str, ...]
    group: str = ""
    district: str = ""  # where there is no group yet: the course makes one
    until: time = time(20)
    helper: str = ""
    running: bool = True
    lively: bool = False  # an evening has been moved, women have answered, and an exercise was added


def eight_evenings_ago(today: date) -> date:
    """Give a day so long ago that about half of a course is over."""
    return today - 8 * WEEK


def before_christmas(today: date) -> date:
    """Give a day from which a course that is still to begin goes on across the next Christmas."""
    christmas = date(today.year, 12, 24)
    if christmas - today < 3 * WEEK:
        christmas = date(today.year + 1, 12, 24)
    return max(today + 9 * DAY, christmas - 8 * WEEK)


def three_evenings_ago(today: date) -> date:
    """Give a day so long ago that a course has just begun."""
    return today - 3 * WEEK


def long_ago(today: date) -> date:
    """Give a day so long ago that a course is over, holidays and all."""
    return today - 40 * WEEK


def five_evenings_ago(today: date) -> date:
    """Give a day so long ago that a course has come to what one that began earlier has behind it."""
    return today - 5 * WEEK


ALNA = DemoCourse(
    name="Alna kveld",
    coordinator="coordA",
    helper="helperA",
    lively=True,
    group="bydelsmodre-alna",
    edition="NO-17",
    weekday=TUESDAY,
    first=eight_evenings_ago,
    venue={
        "name": "Møteplassen Brua (demo)",
        "where": "Demoveien 9, Haugerud",
        "way_in": "Ring på klokka ved den blå døra.",
        "capacity": 30,
        "step_free": True,
        "opens_at": time(9),
        "closes_at": time(22),
    },
    women=(
        DemoWoman("Amal Haddad", "+4710000002", "ar", ("ar", "nb")),
        DemoWoman("Selam Tesfay", "+4710000003", "nb", ("ti", "am")),
        DemoWoman("Oksana Bondarenko", "+4710000004", "en", ("uk",)),
        DemoWoman("Shabana Iqbal", "+4710000101", "nb", ("ur", "nb")),
        DemoWoman("Hamdi Warsame", "+4710000102", "nb", ("so", "nb")),
        DemoWoman("Meryem Arslan", "+4710000103", "nb", ("tr", "nb")),
        DemoWoman("Kavitha Rajan", "+4710000104", "en", ("ta", "en")),
        DemoWoman("Nour Khatib", "+4710000105", "ar", ("ar",)),
        DemoWoman("Agnieszka Nowak", "+4710000106", "nb", ("pl", "nb")),
        DemoWoman("Lwam Gebremedhin", "+4710000107", "nb", ("ti",)),
    ),
    languages=("nb", "ar", "en"),
)
VESTRE_AKER = DemoCourse(
    name="Vestre Aker vinter",
    coordinator="coordB",
    group="bydelsmodre-vestre-aker",
    edition="NO-17",
    weekday=THURSDAY,
    first=before_christmas,
    venue={"name": "Seterstua (demo)", "where": "Demolia 14, Røa", "capacity": 24, "opens_at": time(16)},
    women=(
        DemoWoman("Fatuma Abdi", "+4710000005", "nb", ("so", "sw")),
        DemoWoman("Maryam Hosseini", "+4710000201", "nb", ("prs", "nb")),
        DemoWoman("Joy Okafor", "+4710000202", "en", ("en",)),
        DemoWoman("Linh Tran", "+4710000203", "nb", ("vi", "nb")),
        DemoWoman("Sahra Mohamud", "+4710000204", "nb", ("so",)),
        DemoWoman("Elena Popescu", "+4710000205", "nb", ("ro", "nb")),
    ),
    languages=("nb", "en"),
    running=False,
)
KOBENHAVN = DemoCourse(
    name="Nørrebro formiddag",
    coordinator="coordD",
    group="bydelsmodre-kobenhavn",
    edition="DK-15",
    weekday=TUESDAY,
    first=three_evenings_ago,
    venue={"name": "Beboerhuset Kilden (demo)", "where": "Demogade 3, København N", "capacity": 26},
    women=(
        DemoWoman("Hodan Jama", "+4510000001", "da", ("so", "da")),
        DemoWoman("Gülay Demir", "+4510000002", "da", ("tr", "da")),
        DemoWoman("Rana Suleiman", "+4510000003", "ar", ("ar",)),
        DemoWoman("Olena Shevchenko", "+4510000004", "en", ("uk", "en")),
        DemoWoman("Farzana Butt", "+4510000005", "da", ("ur", "da")),
        DemoWoman("Jamila El Idrissi", "+4510000006", "da", ("ar", "fr")),
        DemoWoman("Thanh Pham", "+4510000007", "da", ("vi", "da")),
    ),
    languages=("da", "ar", "en"),
)
ALNA_BEFORE = DemoCourse(
    name="Alna vår",
    coordinator="coordA",
    group="bydelsmodre-alna",
    edition="NO-17",
    weekday=THURSDAY,
    first=long_ago,
    venue=ALNA.venue,
    women=(
        DemoWoman("Samira Nasser", "+4710000301", "ar", ("ar", "nb")),
        DemoWoman("Blessing Adeyemi", "+4710000302", "en", ("en",)),
        DemoWoman("Yodit Haile", "+4710000303", "nb", ("am", "nb")),
        DemoWoman("Rukhsana Akhtar", "+4710000304", "nb", ("ur", "nb")),
        DemoWoman("Ayan Ali", "+4710000305", "nb", ("so", "nb")),
        DemoWoman("Dilnoza Karimova", "+4710000306", "nb", ("ru", "nb")),
        DemoWoman("Mina Rezaei", "+4710000307", "nb", ("fa", "nb")),
    ),
    languages=("nb", "ar", "en"),
)
STOVNER = DemoCourse(
    name="Stovner onsdag",
    coordinator="coordS",
    district="stovner",
    edition="NO-17",
    weekday=WEDNESDAY,
    first=five_evenings_ago,
    venue={"name": "Grendehuset (demo)", "where": "Demosvingen 2, Stovner", "capacity": 20, "step_free": True},
    women=(
        DemoWoman("Habiba Osman", "+4710000401", "nb", ("so", "nb")),
        DemoWoman("Tuba Akgün", "+4710000402", "nb", ("tr", "nb")),
        DemoWoman("Salma Farah", "+4710000403", "ar", ("ar",)),
        DemoWoman("Ivana Kovač", "+4710000404", "nb", ("bs", "nb")),
    ),
    languages=("nb", "ar"),
)
"""The district that has opened evenings for women of others."""
COURSES = (ALNA, VESTRE_AKER, KOBENHAVN, STOVNER)
