"""The form behind Wagtail's editor of a module."""

from django import forms
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm

TEXT = (forms.TextInput, forms.Textarea)


class ModulePageForm(WagtailAdminPageForm):
    """Lets each text run in the direction of its own words: an editor whose menus are Norwegian writes Arabic too."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, TEXT):
                field.widget.attrs["dir"] = "auto"


def let_texts_find_their_direction(block: blocks.Block) -> None:
    """Do the same for the lines inside a block; running text finds it by itself."""
    for child in getattr(block, "child_blocks", {}).values():
        let_texts_find_their_direction(child)
    if isinstance(block, blocks.ListBlock):
        let_texts_find_their_direction(block.child_block)
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        block.field.widget.attrs["dir"] = "auto"
