"""How many professionals there are for each module, place by place: counts, never names."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from cohorts.roster.models.places import CoursePlace
from curriculum.models import EditionModule
from lms.people.models import District, User

from .. import queries


@dataclass(frozen=True)
class ModuleCover:
    """One module with how many can teach it at each place, in the order of the places."""

    module: EditionModule
    places: tuple[tuple[CoursePlace, int], ...]
    people: int  # in the whole country; who comes to several places is one

    @property
    def there(self) -> list[tuple[CoursePlace, int]]:
        """Give the places that have somebody."""
        return [(place, count) for place, count in self.places if count]

    @property
    def nowhere(self) -> list[CoursePlace]:
        """Give the places that have nobody."""
        return [place for place, count in self.places if not count]


@dataclass(frozen=True)
class Coverage:
    """The subjects of a country's editions, and the places where a course is planned or runs."""

    modules: tuple[ModuleCover, ...]
    places: tuple[CoursePlace, ...]


def coverage_for(user: User) -> Coverage:
    """Give the modules of the countries whose cohorts she follows. Somebody counts where she comes to; where nothing
    is said of that, at the place that entered her, or everywhere in the municipality that did. Five queries, however
    many professionals and places there are."""
    countries = queries.countries_followed_by(user)
    places = tuple(queries.places_with_courses(countries))
    counted: Counter[tuple[UUID, str]] = Counter()
    for key, district, municipality, count in queries.subjects_counted(countries):
        counted[key, f"district:{district}" if district else f"municipality:{municipality}"] += count
    people = queries.people_counted(countries)
    covers = [
        ModuleCover(
            module=module,
            places=tuple((place, _at(place, key, counted)) for place in places),
            people=people.get(key, 0),
        )
        for key, module in queries.subjects_of_countries(countries).items()
    ]
    return Coverage(modules=tuple(covers), places=places)


def _at(place: CoursePlace, key: UUID, counted: Counter[tuple[UUID, str]]) -> int:
    if isinstance(place, District):
        return counted[key, f"district:{place.pk}"] + counted[key, f"municipality:{place.municipality_id}"]
    return counted[key, f"municipality:{place.pk}"]
