"""Routes of cohorts and the women in them."""

from django.urls import path

from .views import cohorts, facts, lists, own, papers, questions, women

urlpatterns = [
    path("cohorts/", cohorts.cohort_list, name="cohort_list"),
    path("cohorts/new/", cohorts.cohort_open, name="cohort_open"),
    path("cohorts/<uuid:public_id>/", cohorts.cohort, name="cohort"),
    path("cohorts/<uuid:public_id>/change/", facts.cohort_change, name="cohort_change"),
    path("cohorts/<uuid:public_id>/venue/", facts.cohort_venue, name="cohort_venue"),
    path("cohorts/<uuid:public_id>/venue/add/", facts.cohort_venue_add, name="cohort_venue_add"),
    path("cohorts/<uuid:public_id>/provided/", facts.cohort_provided, name="cohort_provided"),
    path("cohorts/<uuid:public_id>/team/", facts.cohort_team, name="cohort_team"),
    path("cohorts/<uuid:public_id>/team/remove/", facts.cohort_team_remove, name="cohort_team_remove"),
    path("cohorts/<uuid:public_id>/copy/", facts.cohort_copy, name="cohort_copy"),
    path("cohorts/<uuid:public_id>/start/", facts.cohort_step, {"to": "running"}, name="cohort_start"),
    path("cohorts/<uuid:public_id>/complete/", facts.cohort_step, {"to": "completed"}, name="cohort_complete"),
    path("cohorts/<uuid:public_id>/women/", women.women, name="women"),
    path("cohorts/<uuid:public_id>/women/add/", women.woman_add, name="woman_add"),
    path("cohorts/<uuid:public_id>/women/list/", lists.women_bring, name="women_bring"),
    path("cohorts/<uuid:public_id>/women/list/confirm/", lists.women_confirm, name="women_confirm"),
    path("cohorts/place/<uuid:public_id>/leave/", women.woman_leave, name="woman_leave"),
    path("cohorts/<uuid:public_id>/papers/", papers.cohort_papers, name="cohort_papers"),
    path("cohorts/place/<uuid:public_id>/papers/", papers.woman_papers, name="woman_papers"),
    path("cohorts/signature/<uuid:public_id>/back/", papers.woman_paper_back, name="woman_paper_back"),
    path("cohorts/<uuid:public_id>/questions/", questions.cohort_questions, name="cohort_questions"),
    path("cohorts/place/<uuid:public_id>/questions/", questions.place_questions, name="place_questions"),
    path("cohorts/questions/", questions.questions_waiting, name="questions_waiting"),
    path("cohorts/questions/<uuid:public_id>/", questions.question_answer, name="question_answer"),
    path("cohorts/<uuid:public_id>/tasks/", questions.cohort_tasks, name="cohort_tasks"),
    path("cohorts/tasks/<uuid:public_id>/done/", questions.task_done, name="task_done"),
    path("my/cohorts/", own.my_cohorts, name="my_cohorts"),
    path("my/cohort/<uuid:public_id>/papers/", own.my_papers, name="my_papers"),
    path("my/cohort/<uuid:public_id>/papers/<slug:purpose>/", own.my_paper, name="my_paper"),
    path("my/signature/<uuid:public_id>/back/", own.my_paper_back, name="my_paper_back"),
    path("my/cohort/<uuid:public_id>/about/", own.my_facts, name="my_facts"),
    path("my/cohort/<uuid:public_id>/leave/", own.leave_cohort, name="leave_cohort"),
]
