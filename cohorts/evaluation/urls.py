"""Routes of evaluation. The link on the wall is short, so that its code can be read from the last row."""

from django.urls import path

from .views import answering, showing

urlpatterns = [
    path("say/<slug:seal>/", answering.feedback_answer, name="feedback_answer"),
    path("cohorts/evenings/<uuid:public_id>/feedback/", showing.evening_feedback, name="evening_feedback"),
    path("cohorts/evenings/<uuid:public_id>/feedback/close/", showing.feedback_close, name="feedback_close"),
    path("cohorts/evenings/<uuid:public_id>/feedback/wall/", showing.feedback_wall, name="feedback_wall"),
    path("cohorts/feedback/<uuid:public_id>/voice/", showing.feedback_voice, name="feedback_voice"),
]
