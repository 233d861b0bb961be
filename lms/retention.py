"""What drops each thing when its time is over: each model with a class of `lms.kit.privacy.Keep` that ends, its job.

A new model with such a class gets a row here, or a test of the house fails. `tick` runs the jobs of `NIGHTLY` by night.
"""

from datetime import timedelta

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from lms.kit.privacy import Keep

COURSE_KEPT = timedelta(days=731)  # 24 months with a leap day, after a course has ended
OF_COURSES = {
    "cohorts.Signature": "enrolment__cohort",
    "cohorts.Rsvp": "enrolment__cohort",
    "cohorts.AnswerRequest": "enrolment__cohort",
    "cohorts.CalendarInvitation": "enrolment__cohort",
    "cohorts.ModuleCredit": "enrolment__cohort",
    "cohorts.CompletionDecision": "enrolment__cohort",
    "cohorts.DiplomaWishes": "enrolment__cohort",
    "cohorts.CeremonyPack": "cohort",
    "cohorts.EveningNote": "session__cohort",
    "cohorts.SessionFeedback": "session__cohort",
    "cohorts.FeedbackWindow": "session__cohort",
    "cohorts.Question": "cohort",
    "cohorts.Task": "cohort",
    "cohorts.Enrolment": "cohort",
    "cohorts.CohortCoordinator": "cohort",
}
"""The models whose rows go with a course, each with the way to its cohort; those that others point at come last."""
OF_GUESTS = (
    "cohorts.GuestProfessional",
    "cohorts.GuestSubject",
    "cohorts.GuestInvitation",
    "cohorts.GuestStep",
    "cohorts.GuestEntry",
    "cohorts.GuestAfterword",
    "cohorts.GuestConsent",
    "cohorts.FactsQuestion",
)
"""The models whose rows go with a guest professional: each points at her, or at something that does."""

ACCOUNTS = "lms.people.actions.accounts.purge_idle_accounts"
COURSES = "lms.retention.purge_courses"
DEVICES = "cohorts.evaluation.actions.retention.purge_devices"
EXPIRED = "lms.people.actions.signing_in.purge_expired"
GUESTS = "cohorts.guests.actions.retention.purge_guests"
MARKS = "cohorts.attendance.actions.retention.keep_only_credit"
MESSAGES = "lms.people.actions.retention.purge_messages"
PHONES = "cohorts.attendance.actions.retention.forget_phones"
PHOTOS = "cohorts.attendance.actions.retention.purge_photos"
PLANS = "cohorts.schedule.actions.retention.purge_plan_drafts"
PRACTICAL = "cohorts.roster.actions.retention.purge_practical"
READS = "lms.people.actions.reads.purge_reads"
UPLOADS = "cohorts.guests.actions.uploads.sweep_uploads"
WORDS = "cohorts.evaluation.actions.retention.purge_words"
REQUESTS = "lms.people.actions.data_requests.purge_requests"
REVIEWS = "modules.actions.reviews.purge_reviews"
ROLES = "lms.people.actions.retention.purge_roles"

JOBS: dict[tuple[str, Keep], str] = {
    ("people.User", Keep.ACCOUNT): ACCOUNTS,
    ("people.SpokenLanguage", Keep.ACCOUNT): ACCOUNTS,
    ("cohorts.CalendarChoice", Keep.ACCOUNT): ACCOUNTS,
    # What was issued goes with her account; its entry in the register, without a name, stays.
    ("cohorts.Diploma", Keep.ACCOUNT): ACCOUNTS,
    ("cohorts.IdCard", Keep.ACCOUNT): ACCOUNTS,
    ("cohorts.CardPhoto", Keep.ACCOUNT): ACCOUNTS,
    # What staff have written stays; that she wrote it goes with her account.
    ("modules.EditorialTodo", Keep.ACCOUNT): ACCOUNTS,
    ("modules.ExperienceNote", Keep.ACCOUNT): ACCOUNTS,
    ("modules.TranslationMark", Keep.ACCOUNT): ACCOUNTS,
    ("modules.WordImport", Keep.ACCOUNT): ACCOUNTS,
    # Her voice goes with her account; `drop_voices` removes the sounds within a minute.
    ("modules.VoiceConsent", Keep.ACCOUNT): ACCOUNTS,
    ("modules.VoiceRecording", Keep.ACCOUNT): ACCOUNTS,
    ("people.RoleAssignment", Keep.ROLE): ROLES,
    ("people.ProtectionReader", Keep.ROLE): "lms.people.actions.roles.close_run_out_roles",
    ("people.Notice", Keep.MESSAGE): MESSAGES,
    ("people.DataRequest", Keep.AUDIT): REQUESTS,
    ("people.Session", Keep.SESSION): EXPIRED,
    ("people.AccessLink", Keep.SECRET): EXPIRED,
    ("cohorts.FeedCopy", Keep.SECRET): EXPIRED,
    ("people.FailedAttempt", Keep.ATTEMPT): EXPIRED,
    ("people.ReadLog", Keep.READ_LOG): READS,
    ("cohorts.Cohort", Keep.PRACTICAL): PRACTICAL,
    ("cohorts.PlanDraft", Keep.PRACTICAL): PLANS,
    ("cohorts.Attendance", Keep.MARK): MARKS,
    ("cohorts.AttendanceOperation", Keep.MARK): MARKS,
    ("cohorts.WalkIn", Keep.MARK): MARKS,
    ("cohorts.CatchUp", Keep.MARK): MARKS,
    ("cohorts.Attendance", Keep.OPERATION): PHONES,
    ("cohorts.AttendanceOperation", Keep.OPERATION): PHONES,
    ("cohorts.WalkIn", Keep.OPERATION): PHONES,
    ("cohorts.EveningNote", Keep.PRACTICAL): PHOTOS,
    ("cohorts.SessionFeedback", Keep.PRACTICAL): WORDS,
    ("cohorts.FeedbackDevice", Keep.ATTEMPT): DEVICES,
    ("cohorts.GuestMaterial", Keep.GUEST): "cohorts.guests.actions.material.purge_material",
    ("cohorts.GuestUpload", Keep.ATTEMPT): UPLOADS,
    ("modules.LocalSlot", Keep.LOCAL): "modules.actions.local.purge_local_slots",
    ("modules.ReviewRequest", Keep.REVIEW): REVIEWS,
    ("modules.ReviewRemark", Keep.REVIEW): REVIEWS,
}
JOBS |= {(label, Keep.COURSE): COURSES for label in OF_COURSES}
JOBS |= {(label, Keep.GUEST): GUESTS for label in OF_GUESTS}
"""By the label of a model and a class of its fields: the job that drops the rows, or empties the fields."""

AT_ONCE = (EXPIRED, UPLOADS, "lms.people.actions.roles.close_run_out_roles")
"""Jobs that `tick` runs every minute: what they drop must not wait for the night."""
NIGHTLY = (
    "lms.people.actions.accounts.remind_idle_accounts",
    *sorted({*JOBS.values()} - {*AT_ONCE}),
    "cohorts.credentials.actions.retention.sweep_files",  # files of rows that went with their woman
    "lms.people.actions.retention.purge_audit_log",  # Wagtail's log: models of others
)
"""Jobs that `tick` runs between three and four at night. Again they do nothing."""


@transaction.atomic
def purge_courses() -> int:
    """Drop all that is about the women of a course, 24 months after it has ended; give how many rows. The plan stays.
    Called by `tick`."""
    over = apps.get_model("cohorts.Cohort").objects.over_before(timezone.now() - COURSE_KEPT)
    cohorts = list(over.values_list("pk", flat=True))
    if not cohorts:
        return 0
    return sum(
        apps.get_model(label).objects.filter(**{f"{way}__in": cohorts}).delete()[0] for label, way in OF_COURSES.items()
    )
