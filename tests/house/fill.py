"""Fills the arguments of any pattern with something plausible, so that every address of the site can be asked for."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupApprovalTask, Site, Workflow

from home.models import HomePage
from tests.house.things import collection_with_password, page_with_password
from tests.house.walk import Pattern
from tests.house.world import World

ABSENT = {"int": 2**31 - 1, "uuid": uuid.UUID(int=1), "word": "nothing"}


@dataclass
class Ids:
    """What the arguments of a pattern can mean: first by the beginning of the view's name, then for all views."""

    by_view: dict[str, dict] = field(default_factory=dict)
    everywhere: dict = field(default_factory=dict)

    def of(self, pattern: Pattern) -> dict:
        """Give a value for each argument of a pattern."""
        closest = max((view for view in self.by_view if pattern.name.startswith(view)), key=len, default="")
        known = self.everywhere | self.by_view.get(closest, {})
        return absent_ids(pattern) | {name: known[name] for name in pattern.arguments if name in known}


def absent_ids(pattern: Pattern) -> dict:
    """Give values that nothing has."""
    kinds = dict(pattern.kinds)
    return {name: ABSENT.get(kinds.get(name, "word"), ABSENT["word"]) for name in pattern.arguments}


def plausible_ids(world: World) -> Ids:
    """Make one of each thing that Wagtail keeps, and give its ids."""
    home = HomePage.objects.first()
    page = home.get_children().first()
    revision = page.specific.save_revision()
    buffer = BytesIO()
    Picture.new("RGB", (8, 8)).save(buffer, "PNG")
    image = get_image_model().objects.create(
        title="m", file=SimpleUploadedFile("m.png", buffer.getvalue()), width=8, height=8
    )
    document = get_document_model().objects.create(title="d", file=ContentFile(b"text", name="d.txt"))
    workflow, task = Workflow.objects.first(), GroupApprovalTask.objects.first()
    collection = Collection.get_first_root_node().add_child(name="fill")
    person = world.people["c"]
    return Ids(
        by_view={
            "wagtailadmin_api:documents": {"pk": document.pk},
            "wagtailadmin_api:images": {"pk": image.pk},
            "wagtailadmin_collections": {"pk": collection.pk},
            "wagtailadmin_workflows": {
                "pk": workflow.pk,
                "app_label": "wagtailcore",
                "model_name": "groupapprovaltask",
            },
            "wagtailadmin_workflows:edit_task": {"pk": task.pk},
            "wagtailadmin_workflows:enable_task": {"pk": task.pk},
            "wagtailadmin_workflows:disable_task": {"pk": task.pk},
            "wagtailadmin_tag": {"app_name": "taggit", "model_name": "tag"},
            "wagtaildocs_chooser": {"pk": document.pk},
            "wagtailimages_chooser": {"pk": image.pk},
            "wagtailsites": {"pk": Site.objects.first().pk},
            "wagtailusers_users": {"pk": person.pk},
            "wagtailusers_groups": {"pk": Group.objects.first().pk},
            "wagtail_bulk_action": {"action": "publish"},
            "mfa_": {"pk": 1},
            "documents": collection_with_password(world, "")["x"],
        },
        everywhere={
            **page_with_password(world, "")["x"],
            **dict.fromkeys(("pk", "page_pk", "page_to_move_id", "object_id"), page.pk),
            "page_id": page.pk,
            "parent_page_id": home.pk,
            "destination_id": home.pk,
            "content_type_app_name": "home",
            "content_type_model_name": "standardpage",
            "app_label": "home",
            "model_name": "standardpage",
            "action": "publish",
            "action_name": "approve",
            "revision_id": revision.pk,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "workflow_pk": workflow.pk,
            "workflow_state_id": 1,
            "task_state_id": 1,
            "task_id": task.pk,
            "session_id": 1,
            "collection_id": collection.pk,
            "document_id": document.pk,
            "doc_id": document.pk,
            "image_id": image.pk,
            "uploaded_file_id": 1,
            "translation_id": 1,
            "translation_source_id": 1,
            "string_segment_id": 1,
            "overridable_segment_id": 1,
            "filter_spec": "width-100",
            "restriction_id": 1,
            "public_id": person.public_id,
            "token": "A" * 32,
            "uidb64": "MQ",
            "digest": "abc",
            "end": "mp3",
            "path": "absent.txt",
        },
    )


POSITIONAL = {
    "wagtaildocs_serve": [("1", "d.txt"), ("999999", "absent.txt")],
    "wagtail_serve": [("",), ("nothing/is/here/",)],
    "closed_admin_page": [("users",), ("login",)],
}
"""Arguments of patterns whose groups have no names."""


def addresses(pattern: Pattern, ids: Ids) -> Iterator[str]:
    """Give the addresses of a pattern: one with plausible arguments, one with absent ones."""
    if pattern.name in POSITIONAL:
        yield from (reverse(pattern.name, args=args) for args in POSITIONAL[pattern.name])
    elif pattern.name == pattern.route:  # without a name
        yield "/" + pattern.route.split("^")[0] + ("nothing/" if "^" in pattern.route else "")
    else:
        yield reverse(pattern.name, kwargs=ids.of(pattern))
        if pattern.arguments:
            yield reverse(pattern.name, kwargs=absent_ids(pattern) | literal(pattern))


def literal(pattern: Pattern) -> dict:
    """Give arguments that match certain words or numbers only, though their pattern does not say so."""
    if "revision_id_a" in pattern.arguments:
        return {"revision_id_a": "earliest", "revision_id_b": "latest", "pk": ABSENT["int"]}
    return {"pk": str(ABSENT["int"])} if "chooser" in pattern.name and "pk" in pattern.arguments else {}
