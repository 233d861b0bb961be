"""How private each field of other people's models is, and how long it is kept: the one table for models we cannot tag.

A row is a model; under it stand its fields by class and retention. `test_field_classes.py` fails when a field is
missing here, or stands here and is gone.
"""

from lms.kit.privacy import Keep, Privacy

PUBLIC, INTERNAL, PERSONAL = Privacy.PUBLIC, Privacy.INTERNAL, Privacy.PERSONAL
Row = dict[tuple[Privacy, Keep], str]

MACHINERY = (INTERNAL, Keep.ALWAYS)
CONTENT = (PUBLIC, Keep.ALWAYS)  # what editors publish; drafts become it
EDITOR = (PERSONAL, Keep.ACCOUNT)  # which member of staff it was
AUDITED = (PERSONAL, Keep.AUDIT)  # who did it
AUDIT = (INTERNAL, Keep.AUDIT)

INHERITED: dict[str, Row] = {
    # From Django's AbstractBaseUser and PermissionsMixin.
    "people.User": {
        (INTERNAL, Keep.ACCOUNT): "password is_superuser user_permissions",
        (PERSONAL, Keep.ACCOUNT): "last_login",
        (Privacy.SPECIAL, Keep.ROLE): "groups",  # they mirror her roles
    },
    # From Wagtail's TranslatableMixin.
    "modules.GlossaryTerm": {CONTENT: "translation_key locale"},
    "modules.Exercise": {CONTENT: "translation_key locale"},
}
"""Fields that our own models inherit from others' abstract models."""

TABLE: dict[str, Row] = {
    # --- Django -----------------------------------------------------------------------------------------------------
    "auth.Group": {MACHINERY: "name permissions"},
    "auth.Permission": {MACHINERY: "name content_type codename"},
    "contenttypes.ContentType": {MACHINERY: "app_label model"},
    # --- sign-in ----------------------------------------------------------------------------------------------------
    "account.EmailAddress": {
        (PERSONAL, Keep.ACCOUNT): "user email",
        (INTERNAL, Keep.ACCOUNT): "verified primary",
    },
    "account.EmailConfirmation": {(INTERNAL, Keep.SECRET): "email_address created sent key"},
    "mfa.Authenticator": {
        (INTERNAL, Keep.ACCOUNT): "type data",  # the data are sealed
        (PERSONAL, Keep.ACCOUNT): "user created_at last_used_at",
    },
    # --- background work (arguments are ids only) -------------------------------------------------------------------
    "django_tasks_database.DBTaskResult": {
        (INTERNAL, Keep.MESSAGE): "id status enqueued_at started_at finished_at args_kwargs priority task_path "
        "worker_ids queue_name backend_name run_after return_value exception_class_path traceback",
    },
    # --- tags -------------------------------------------------------------------------------------------------------
    "taggit.Tag": {CONTENT: "name slug"},
    "taggit.TaggedItem": {MACHINERY: "tag content_type object_id"},
    # --- Wagtail: staff at work -------------------------------------------------------------------------------------
    "wagtailusers.UserProfile": {
        EDITOR: "user preferred_language current_time_zone avatar",
        (INTERNAL, Keep.ACCOUNT): "submitted_notifications approved_notifications rejected_notifications "
        "updated_comments_notifications dismissibles theme contrast density keyboard_shortcuts",
    },
    "wagtailadmin.Admin": {},
    "wagtailadmin.EditingSession": {
        (PERSONAL, Keep.SESSION): "user last_seen_at",
        (INTERNAL, Keep.SESSION): "content_type object_id is_editing",
    },
    "wagtailadmin.FormState": {
        (PERSONAL, Keep.SESSION): "user last_updated_at",
        (INTERNAL, Keep.SESSION): "data content_type object_id parent_object_id",
    },
    "wagtailcore.APIToken": {
        (PERSONAL, Keep.SECRET): "user last_used_at",
        (INTERNAL, Keep.SECRET): "name key_hash prefix created revoked_at",
    },
    "wagtailcore.ModelLogEntry": {
        AUDITED: "user",
        AUDIT: "content_type label action data timestamp uuid revision content_changed deleted object_id",
    },
    "wagtailcore.PageLogEntry": {
        AUDITED: "user",
        AUDIT: "content_type label action data timestamp uuid revision content_changed deleted page",
    },
    "wagtailcore.Comment": {
        EDITOR: "user text resolved_by",
        (INTERNAL, Keep.ACCOUNT): "page contentpath position created_at updated_at revision_created resolved_at",
    },
    "wagtailcore.CommentReply": {
        EDITOR: "user text",
        (INTERNAL, Keep.ACCOUNT): "comment created_at updated_at",
    },
    "wagtailcore.PageSubscription": {EDITOR: "user", (INTERNAL, Keep.ACCOUNT): "page comment_notifications"},
    "wagtailcore.UploadedFile": {MACHINERY: "for_content_type file", EDITOR: "uploaded_by_user"},
    # --- Wagtail: approval ------------------------------------------------------------------------------------------
    "wagtailcore.Workflow": {MACHINERY: "name active"},
    "wagtailcore.WorkflowContentType": {MACHINERY: "content_type workflow"},
    "wagtailcore.WorkflowPage": {MACHINERY: "page workflow"},
    "wagtailcore.WorkflowTask": {MACHINERY: "sort_order workflow task"},
    "wagtailcore.WorkflowState": {
        EDITOR: "requested_by",
        MACHINERY: "content_type base_content_type object_id workflow status created_at current_task_state",
    },
    "wagtailcore.Task": {MACHINERY: "name content_type active"},
    "wagtailcore.GroupApprovalTask": {MACHINERY: "groups"},
    "wagtailcore.TaskState": {
        EDITOR: "finished_by comment",
        MACHINERY: "workflow_state revision task status started_at finished_at content_type",
    },
    # --- Wagtail: content -------------------------------------------------------------------------------------------
    "wagtailcore.Locale": {CONTENT: "language_code"},
    "wagtailcore.Site": {CONTENT: "hostname port site_name root_page is_default_site"},
    "wagtailcore.Page": {
        CONTENT: "path depth numchild translation_key locale live first_published_at last_published_at title slug "
        "content_type url_path alias_of show_in_menus seo_title search_description",
        MACHINERY: "latest_revision has_unpublished_changes live_revision go_live_at expire_at expired locked "
        "locked_at draft_title latest_revision_created_at",
        EDITOR: "owner locked_by",
    },
    "wagtailcore.Revision": {
        MACHINERY: "content_type base_content_type object_id created_at object_str content approved_go_live_at",
        EDITOR: "user",
    },
    "wagtailcore.PageViewRestriction": {MACHINERY: "restriction_type password page groups"},
    "wagtailcore.Collection": {CONTENT: "path depth numchild name"},
    "wagtailcore.CollectionViewRestriction": {MACHINERY: "restriction_type password collection groups"},
    "wagtailcore.GroupCollectionPermission": {MACHINERY: "group collection permission"},
    "wagtailcore.GroupPagePermission": {MACHINERY: "group page permission"},
    "wagtailcore.GroupSitePermission": {MACHINERY: "group site permission"},
    "wagtailcore.ReferenceIndex": {
        MACHINERY: "content_type base_content_type object_id to_content_type to_object_id model_path content_path "
        "content_path_hash",
    },
    "wagtaildocs.Document": {
        CONTENT: "collection title file created_at file_size file_hash tags",
        EDITOR: "uploaded_by_user",
    },
    "wagtailimages.Image": {
        CONTENT: "collection title file description width height created_at focal_point_x focal_point_y "
        "focal_point_width focal_point_height file_size file_hash tags",
        EDITOR: "uploaded_by_user",
    },
    "wagtailimages.Rendition": {CONTENT: "filter_spec file width height focal_point_key image"},
    "wagtailembeds.Embed": {
        CONTENT: "url max_width hash type html title author_name provider_name thumbnail_url width height "
        "last_updated cache_until",
    },
    # --- Translations: the texts of pages, and who translated each --------------------------------------------------
    "wagtail_localize.TranslatableObject": {CONTENT: "translation_key content_type"},
    "wagtail_localize.TranslationSource": {
        CONTENT: "object specific_content_type locale object_repr content_json schema_version created_at "
        "last_updated_at",
    },
    "wagtail_localize.Translation": {
        CONTENT: "uuid source target_locale created_at translations_last_updated_at destination_last_updated_at "
        "enabled",
    },
    "wagtail_localize.TranslationLog": {CONTENT: "source locale created_at revision"},
    "wagtail_localize.String": {CONTENT: "locale data_hash data"},
    "wagtail_localize.TranslationContext": {CONTENT: "object path_id path field_path"},
    "wagtail_localize.StringTranslation": {
        CONTENT: "translation_of locale context data translation_type tool_name created_at updated_at has_error "
        "field_error",
        EDITOR: "last_translated_by",
    },
    "wagtail_localize.Template": {CONTENT: "uuid template template_format string_count"},
    "wagtail_localize.SegmentOverride": {
        CONTENT: "locale context created_at updated_at data_json has_error field_error",
        EDITOR: "last_translated_by",
    },
    "wagtail_localize.StringSegment": {CONTENT: "source context order string attrs"},
    "wagtail_localize.TemplateSegment": {CONTENT: "source context order template"},
    "wagtail_localize.RelatedObjectSegment": {CONTENT: "source context order object"},
    "wagtail_localize.OverridableSegment": {CONTENT: "source context order data_json"},
    "wagtail_localize.LocaleSynchronization": {CONTENT: "locale sync_from"},
    # --- Wagtail: search (pages, pictures and documents only) -------------------------------------------------------
    "wagtailsearch.IndexEntry": {
        CONTENT: "content_type object_id title_norm autocomplete title title_text body body_text"
    },
    "wagtailsearch.SQLiteFTSIndexEntry": {CONTENT: "autocomplete title body index_entry"},
}
"""Models of Django, Wagtail, allauth and the others."""

ONLY_ON_SOME_DATABASES = {
    "wagtailsearch.SQLiteFTSIndexEntry": {"autocomplete", "title", "body", "index_entry"},
    "wagtailsearch.IndexEntry": {"title_text", "body_text"},
}
"""Fields of the search index that SQLite or PostgreSQL alone has."""


def spread(row: Row) -> dict[str, tuple[Privacy, Keep]]:
    """Give the row field by field. Raises ValueError when a field stands in it twice."""
    fields: dict[str, tuple[Privacy, Keep]] = {}
    for tag, names in row.items():
        for name in names.split():
            if name in fields:
                raise ValueError(f"{name} stands twice")
            fields[name] = tag
    return fields
