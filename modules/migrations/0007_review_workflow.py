"""Makes the workflow that every draft of a module goes through: subject review, then approval."""

from django.db import migrations

NAME = "Gjennomgang av moduler"
STEPS = (("Faglig gjennomgang", "subject"), ("Godkjenning", "approval"))


def make_workflow(apps, schema_editor):
    """Make it and hang it on the page type, once."""
    content_type = apps.get_model("contenttypes", "ContentType")
    step_type, _made = content_type.objects.get_or_create(app_label="modules", model="reviewstep")
    page_type, _made = content_type.objects.get_or_create(app_label="modules", model="modulepage")
    if apps.get_model("wagtailcore", "WorkflowContentType").objects.filter(content_type=page_type).exists():
        return
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=NAME, active=True)
    for order, (name, kind) in enumerate(STEPS):
        task = apps.get_model("modules", "ReviewStep").objects.create(
            name=name, kind=kind, active=True, content_type=step_type
        )
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(
            workflow=workflow, task_id=task.pk, sort_order=order
        )
    apps.get_model("wagtailcore", "WorkflowContentType").objects.create(workflow=workflow, content_type=page_type)


class Migration(migrations.Migration):
    """After the steps have their table."""

    dependencies = [("modules", "0006_reviews")]

    operations = [migrations.RunPython(make_workflow, migrations.RunPython.noop)]
