"""Papers that a woman takes with her beside the diploma: a letter for her CV, and a warm one of attendance."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from cohorts.attendance.queries import course_of
from cohorts.roster.models import Enrolment
from curriculum.queries import titles_for
from lms.kit.paper import Block, Document, Heading, Item, Items, Paragraph, Run, Table, words
from lms.kit.signs import undrawable

from ..models import CompletionDecision
from ..queries import organisation_at
from ..rules import DiplomaFacts, ModuleFact
from .diploma import signer_lines
from .wording import day_in_words, hours_in_words, in_language, period_of, title_in, total_of


def midnight(day: date) -> datetime:
    """Give the time that stands in a file that is the same for one day."""
    return datetime.combine(day, time(), ZoneInfo("UTC"))


def modules_table(modules: tuple[ModuleFact, ...], language: str) -> Table:
    """Give modules with their hours."""
    rows = tuple(
        (
            (Run(str(module.number), ltr=True),),
            (Run(in_language(module.titles, language)),),
            (Run(hours_in_words(module.hours)),),
        )
        for module in modules
        if module.had
    )
    return Table((_("No."), _("Module"), _("Hours")), rows, (1, 8, 1), _("What she has learnt"))


def competence_letter(facts: DiplomaFacts, language: str) -> Document:
    """Give the letter for her CV: what the education is, what she has learnt and how many hours it took. It says what
    her diploma says and leads to the same check page."""
    with override(language):
        about = {"name": facts.name, "place": facts.place, "title": title_in(facts.title, facts.country, language)}
        skills = (
            _("listen to other women with care, and keep to herself what she is told"),
            _("know the public and voluntary services, and show the way to the right one"),
            _("meet people of different backgrounds with respect"),
            _("lead a conversation in a group, and plan activities together with others"),
        )
        blocks: tuple[Block, ...] = (
            Heading(_("Letter of competence"), 1),
            words(
                _(
                    "%(name)s has completed the Neighbourhood Mothers’ basic education in %(place)s. She is a "
                    "%(title)s: a volunteer who supports other women and their families in the neighbourhood."
                )
                % about,
                kind="lead",
            ),
            words(
                _(
                    "The education is led by a coordinator. Professionals of the municipality and of other services "
                    "teach in it, and the women practise with each other on each evening."
                )
                + " "
                + period_of(facts)
            ),
            Heading(_("What she has learnt"), 2),
            modules_table(facts.modules, language),
            words(total_of(sum(each.had for each in facts.modules), facts.hours), bold=True),
            Heading(_("What the education trains"), 2),
            Items(tuple(Item((words(each),)) for each in skills)),
            words(", ".join(each for each in (facts.given_at, day_in_words(facts.given_on)) if each)),
            *signer_lines(facts, language),
            Paragraph(
                (Run(f"{_('Diploma no.')} {facts.number} · {_('Check it at')} "), Run(facts.check_at, ltr=True)),
                look="small",
            ),
        )
        return Document(
            title=f"{_('Letter of competence')} {facts.number}",
            language=language,
            blocks=blocks,
            at=midnight(facts.given_on),
            footer=facts.organisation,
            organisation=facts.organisation,
        )


def attendance_paper(decision: CompletionDecision, language: str) -> Document:
    """Give the paper of attendance of a woman who did not take all of the course: honest about what she took, and
    thankful for it."""
    enrolment = decision.enrolment
    cohort = enrolment.cohort
    organisation = organisation_at(cohort)
    taken = modules_taken(decision, language)
    with override(language):
        about = {"name": name_of(enrolment), "place": cohort.place.name}
        blocks: tuple[Block, ...] = (
            Heading(_("Paper of attendance"), 1),
            words(
                _("%(name)s has taken part in the Neighbourhood Mothers’ basic education in %(place)s.") % about,
                kind="lead",
            ),
            words(_("On these evenings she learnt, practised and shared with the others:")),
            modules_table(taken, language),
            words(total_of(len(taken), sum((each.hours for each in taken), start=taken[0].hours * 0)), bold=True)
            if taken
            else words(""),
            words(
                _(
                    "Thank you for your time, your courage and all that you gave to the group. What you have learnt is "
                    "yours, and the others have learnt from you."
                )
            ),
            words(", ".join(each for each in (decision.given_at, day_in_words(_day_of(decision))) if each)),
            words("_" * 34),
            words(_signed_by(decision), bold=True),
            words(organisation.name),
        )
        return Document(
            title=f"{_('Paper of attendance')} {about['name']}",
            language=language,
            blocks=blocks,
            at=midnight(_day_of(decision)),
            footer=organisation.name,
            organisation=organisation.name,
        )


def modules_taken(decision: CompletionDecision, language: str) -> tuple[ModuleFact, ...]:
    """Give the modules that she had when it was decided."""
    places = [each for each in course_of(decision.enrolment.cohort).places if each.position in decision.credited]
    titles = titles_for(places, language)
    return tuple(ModuleFact(each.position, each.hours, {language: titles[each.pk]}, had=True) for each in places)


def name_of(enrolment: Enrolment) -> str:
    """Give her name as she spelt it for paper, or as it is in the list."""
    wishes = getattr(enrolment, "diploma_wishes", None)
    return wishes.name if wishes else enrolment.person.name


def _signed_by(decision: CompletionDecision) -> str:
    """Give who proposed; a name that no font draws is written by hand."""
    name = decision.proposed_by.name if decision.proposed_by else ""
    return "" if undrawable(name) else name


def _day_of(decision: CompletionDecision) -> date:
    return decision.given_on or decision.proposed_at.date()
