"""The table of rights: every view, and what each role gets of it. `test_matrix.py` asks for every cell.

How to read a cell:

    +        the view is open to the role
    .        it is closed: the bare 404 of something absent; whoever is signed out is sent to sign in
    letters  it is open for these objects, and for every other object closed in the same way

Letters are people of `world.py` (or what belongs to them): `m` she herself · in district A, where all who act have
their seat: t trainee, v volunteer, w organisational volunteer, h helper, c another coordinator · at the national
organisation: s secretariat, l leader, g steering group · out of sight: T trainee and C coordinator of district B in the
same municipality, X coordinator abroad. A view of things that belong to nobody has `x` for the thing that is there.
Places and what belongs to them: A district A, B district B, Z district abroad.
Cohorts and their evenings (`tests/house/cohorts.py`): A, B and Z of these districts; places in them by whose they are.
Cohorts and evenings (`tests/house/cohorts.py`): A, B and Z of these districts. Of a place in a cohort: whose it is.
Editions of the curriculum: d draft and r released one of the country, D and R those of another country.

A pattern of the URLconf without a row fails the build. Later features add rows; they never add to `EXEMPT`.
"""

from dataclasses import dataclass

from tests.house.world import ACTORS

EXEMPT = {
    "healthz": "says `ok` to anybody, and nothing else",
    "wagtail_serve": "Wagtail's catch-all: its pages are tested one by one in test_pages.py",
}
"""Patterns without a row. Wagtail's own admin is tested as one block in test_wagtail_admin.py."""

TABLE = """
view                              anon  sec           lead          steer coord   help    orgv  vol   train
--------------------------------  ----  ------------  ------------  ----- ------  ------  ----  ----  -----
readyz                            +     +             +             +     +       +       +     +     +
robots                            +     +             +             +     +       +       +     +     +
worker                            +     +             +             +     +       +       +     +     +
manifest                          +     +             +             +     +       +       +     +     +
phone                             +     +             +             +     +       +       +     +     +
phone_mine                        +     +             +             +     +       +       +     +     +
phone_keep                        x     x             x             x     x       x       x     x     x
phone_pack                        x     x             x             x     x       x       x     x     x
phone_text                        x     x             x             x     x       x       x     x     x
favicon                           +     +             +             +     +       +       +     +     +
stylesheet                        +     +             +             +     +       +       +     +     +
skeleton                          +     +             +             +     +       +       +     +     +
rendition                         x     x             x             x     x       x       x     x     x
quiet_rendition                   x     x             x             x     x       x       x     x     x
recording                         x     x             x             x     x       x       x     x     x
quiet_recording                   x     x             x             x     x       x       x     x     x
closed_admin_page                 .     .             .             .     .       .       .     .     .
wagtaildocs_serve                 x     x             x             x     x       x       x     x     x
wagtaildocs_authenticate_with_password x  x           x             x     x       x       x     x     x
wagtailcore_authenticate_with_password x  x           x             x     x       x       x     x     x
wagtailcore_login                 .     .             .             .     .       .       .     .     .

quick_exit                        +     +             +             +     +       +       +     +     +
neutral                           +     +             +             +     +       +       +     +     +
help                              +     +             +             +     +       +       +     +     +
accessibility                     +     +             +             +     +       +       +     +     +
search                            +     +             +             +     +       +       +     +     +
dev_style                         +     +             +             +     +       +       +     +     +
dev_mailbox                       +     +             +             +     +       +       +     +     +
dev_letter                        x     x             x             x     x       x       x     x     x
closed_login_page                 .     .             .             .     .       .       .     .     .

account_request_login_code        +     +             +             +     +       +       +     +     +
account_confirm_login_code        +     +             +             +     +       +       +     +     +
account_login                     +     +             +             +     +       +       +     +     +
account_logout                    +     +             +             +     +       +       +     +     +
mfa_authenticate                  +     +             +             +     +       +       +     +     +
mfa_login_webauthn                +     +             +             +     +       +       +     +     +
screen_code                       x     x             x             x     x       x       x     x     x
account_change_password           .     +             +             +     +       +       +     +     +
account_set_password              .     +             +             +     +       +       +     +     +
account_reauthenticate            .     +             +             +     +       +       +     +     +
mfa_index                         .     +             +             +     +       +       +     +     +
mfa_reauthenticate                .     +             +             +     +       +       +     +     +
mfa_activate_totp                 .     +             +             +     +       +       +     +     +
mfa_deactivate_totp               .     +             +             +     +       +       +     +     +
mfa_view_recovery_codes           .     +             +             +     +       +       +     +     +
mfa_generate_recovery_codes       .     +             +             +     +       +       +     +     +
mfa_download_recovery_codes       .     +             +             +     +       +       +     +     +
mfa_list_webauthn                 .     +             +             +     +       +       +     +     +
mfa_add_webauthn                  .     +             +             +     +       +       +     +     +
mfa_reauthenticate_webauthn       .     +             +             +     +       +       +     +     +
mfa_edit_webauthn                 .     m             m             m     m       m       m     m     m
mfa_remove_webauthn               .     m             m             m     m       m       m     m     m

my_page                           .     +             +             +     +       +       +     +     +
my_lists                          .     +             +             +     +       +       +     +     +
my_protection                     .     +             +             +     +       +       +     +     +
my_modules                        .     +             +             +     +       +       +     +     +
first_language                    .     +             +             +     +       +       +     +     +
first_letters                     .     +             +             +     +       +       +     +     +
contrast                          +     +             +             +     +       +       +     +     +
my_name                           .     +             +             +     +       +       +     +     +
my_ways                           .     +             +             +     +       +       +     +     +
my_look                           .     +             +             +     +       +       +     +     +
my_held                           .     +             +             +     +       +       +     +     +
my_copy                           .     +             +             +     +       +       +     +     +
my_seen                           .     +             +             +     +       +       +     +     +
my_forgetting                     .     +             +             +     +       +       +     +     +
data_requests                     .     +             .             .     .       .       .     .     .
data_request                      .     tTc           .             .     .       .       .     .     .
text_size                         +     +             +             +     +       +       +     +     +
my_settings                       .     +             +             +     +       +       +     +     +
my_messages                       .     +             +             +     +       +       +     +     +
people_list                       .     +             +             .     +       +       .     .     .
person_add                        .     +             .             .     +       .       .     .     .
person                            .     mwhcslgC      mwhcslgC      m     mtvwhc  mtvwhc  m     m     m
person_change                     .     wcslgC        .             .     tvh     .       .     .     .
person_code                       .     .             .             .     tv      tv      .     .     .
person_sign_out                   .     mwcslgC       m             m     mtvh    mtv     m     m     m
person_off_lists                  .     .             .             .     tv      tv      .     .     .
person_protect                    .     .             .             .     tv      tv      .     .     .
person_protection                 .     .             .             .     tv      .       .     .     .
protection_readers                .     +             .             .     .       .       .     .     .
protection_reader_end             .     A             .             .     .       .       .     .     .
role_end                          .     wcslgC        .             .     tvh     .       .     .     .
role_answer                       .     m             m             m     m       m       m     m     m

directory_index                   +     +             +             +     +       +       +     +     +
directory                         ABZ   ABZ           ABZ           ABZ   ABZ     ABZ     ABZ   ABZ   ABZ
playbooks                         +     +             +             +     +       +       +     +     +
local_desk                        .     +             .             .     +       .       .     .     .
local_slots                       .     AB            .             .     A       .       .     .     .
local_slot                        .     .             .             .     A       .       .     .     .
local_entries                     .     AB            .             .     A       .       .     .     .
local_entry_add                   .     .             .             .     A       .       .     .     .
local_entry                       .     .             .             .     A       .       .     .     .
local_entry_remove                .     .             .             .     A       .       .     .     .
material_file                     .     x             x             .     x       x       .     .     .
goal                              .     x             x             .     x       x       .     .     .

editions_list                     .     +             .             .     .       .       .     .     .
edition_add                       .     +             .             .     .       .       .     .     .
edition                           .     drR           .             .     .       .       .     .     .
edition_change                    .     d             .             .     .       .       .     .     .
edition_rule                      .     d             .             .     .       .       .     .     .
edition_modules                   .     d             .             .     .       .       .     .     .
edition_copy                      .     drR           .             .     .       .       .     .     .
edition_discard                   .     d             .             .     .       .       .     .     .
edition_compare                   .     drR           .             .     .       .       .     .     .
edition_release                   .     d             .             .     .       .       .     .     .
edition_retire                    .     r             .             .     .       .       .     .     .
edition_texts                     .     rR            .             .     .       .       .     .     .
edition_pin                       .     r             .             .     .       .       .     .     .

cohort_list                       .     .             .             .     +       +       .     .    .
cohort_open                       .     .             .             .     +       .       .     .    .
cohort                            .     AB            .             .     A       A       .     .    .
cohort_change                     .     .             .             .     A       .       .     .    .
cohort_venue                      .     .             .             .     A       .       .     .    .
cohort_venue_add                  .     .             .             .     A       .       .     .    .
cohort_venues                     .     .             .             .     A       .       .     .    .
venue_change                      .     .             .             .     A       .       .     .    .
venue_retire                      .     .             .             .     A       .       .     .    .
cohort_languages                  .     .             .             .     A       .       .     .    .
cohort_provided                   .     .             .             .     A       .       .     .    .
cohort_team                       .     .             .             .     A       .       .     .    .
cohort_team_remove                .     .             .             .     A       .       .     .    .
cohort_copy                       .     .             .             .     A       .       .     .    .
cohort_start                      .     .             .             .     A       .       .     .    .
cohort_complete                   .     .             .             .     A       .       .     .    .
cohort_cancel                     .     .             .             .     A       .       .     .    .
women_bring                       .     .             .             .     A       .       .     .    .
women_confirm                     .     .             .             .     A       .       .     .    .
cohort_phones                     .     .             .             .     A       A       .     .    .
women                             .     .             .             .     A       A       .     .    .
woman_add                         .     .             .             .     A       .       .     .    .
woman_leave                       .     .             .             .     t       .       .     .    .
cohort_papers                     .     .             .             .     A       A       .     .    .
woman_papers                      .     .             .             .     t       .       .     .    .
woman_paper_back                  .     .             .             .     t       .       .     .    .
my_cohorts                        .     +             +             +     +       +       +     +    +
my_papers                         .     .             .             .     .       .       .     .    m
my_paper                          .     .             .             .     .       .       .     .    m
my_paper_back                     .     .             .             .     .       .       .     .    m
my_facts                          .     .             .             .     .       .       .     .    m
cohort_questions                  .     .             .             .     A       A       .     .    .
place_questions                   .     .             .             .     t       t       .     .    .
questions_waiting                 .     +             .             .     .       .       .     .    .
question_answer                   .     AB            .             .     .       .       .     .    .
cohort_tasks                      .     .             .             .     A       A       .     .    .
task_done                         .     .             .             .     A       A       .     .    .
task_change                       .     .             .             .     A       A       .     .    .
task_remove                       .     .             .             .     A       A       .     .    .
leave_cohort                      .     .             .             .     .       .       .     .    m
closed_days                       .     +             .             .     +       .       .     .    .
closed_days_add                   .     .             .             .     +       .       .     .    .
closed_days_bring                 .     +             .             .     .       .       .     .    .
closed_days_check                 .     AB            .             .     .       .       .     .    .
closed_days_remove                .     AB            .             .     A       .       .     .    .
cohort_plan                       .     .             .             .     A       .       .     .    .
plan_ask_again                    .     .             .             .     A       .       .     .    .
plan_preview                      .     .             .             .     A       .       .     .    .
plan_evening                      .     .             .             .     A       .       .     .    .
plan_discard                      .     .             .             .     A       .       .     .    .
plan_changes                      .     .             .             .     A       .       .     .    .
plan_messages                     .     .             .             .     A       .       .     .    .
session_add                       .     .             .             .     A       .       .     .    .
session_move                      .     .             .             .     A       .       .     .    .
session_change                    .     .             .             .     A       .       .     .    .
session_swap                      .     .             .             .     A       .       .     .    .
session_join                      .     .             .             .     A       .       .     .    .
session_split                     .     .             .             .     A       .       .     .    .
session_cancel                    .     .             .             .     A       .       .     .    .

my_calendar                       .     +             +             +     +       +       +     +     +
my_calendar_link                  .     .             .             .     +       +       .     .     +
my_calendar_end                   .     +             +             +     +       +       +     +     +
cohort_calendar                   .     .             .             .     A       A       .     .     .
cohort_calendar_end               .     .             .             .     A       A       .     .     .
calendar_feed                     x     x             x             x     x       x       x     x     x
desk                              .     .             .             .     +       +       .     .     .
board                             .     AB            .             .     A       A       .     .     .
board_file                        .     AB            .             .     A       A       .     .     .
evening                           .     AB            .             .     A       A       .     .     .
evening_sheet                     .     .             .             .     A       A       .     .     .
evening_pack                      .     .             .             .     A       A       .     .     .
evening_pack_file                 .     .             .             .     A       A       .     .     .
evening_module                    .     AB             .             .     A       A       .     .     .
evening_answer                    .     .             .             .     .       .       .     .     A
evening_told                      .     .             .             .     A       .       .     .     .
my_evenings                       .     +             +             +     +       +       +     +     +
my_words                          .     +             +             +     +       +       +     +     +
course_module                     .     AB            .             .     A       A       .     .     A
evening_share                     .     AB            .             .     A       A       .     .     .
evening_share_renew               .     .             .             .     A       .       .     .     .
evening_picture                   .     AB            .             .     A       A       .     .     .
shared_evening                    ABZ   ABZ           ABZ           ABZ   ABZ     ABZ     ABZ   ABZ   ABZ
extra_add                         .     .             .             .     A       .       .     .     .
extra_file                        .     AB            .             .     A       A       .     .     A
extra_remove                      .     .             .             .     A       .       .     .     .
evening_note                      .     .             .             .     A       A       .     .     .
evening_photo_add                 .     .             .             .     A       A       .     .     .
evening_photo_remove              .     .             .             .     A       A       .     .     .
evening_photo                     .     .             .             .     A       A       .     .     A
evening_tell                      .     .             .             .     A       .       .     .     .
evening_thanks                    .     .             .             .     A       .       .     .     .
feedback_answer                   x     x             x             x     x       x       x     x     x
evening_feedback                  .     .             .             .     A       A       .     .     .
feedback_close                    .     .             .             .     A       .       .     .     .
feedback_wall                     .     .             .             .     A       A       .     .     .
feedback_voice                    .     .             .             .     A       .       .     .     .
own_evening                       .     .             .             .     .       .       .     .     A
roll                              .     .             .             .     A       A       .     .     .
cohort_lists                      .     .             .             .     A       .       .     .     .
attendance_file                   .     .             .             .     A       .       .     .     .
funding_file                      .     .             .             .     A       .       .     .     .
attendance_bring                  .     .             .             .     A       A       .     .     .
attendance_brought                .     .             .             .     A       A       .     .     .
attendance_audit                  .     AB            .             .     .       .       .     .     .
cohort_progress                   .     .             .             .     A       A       .     .     .
woman_progress                    .     .             .             .     t       t       .     .     m
open_evenings                     .     .             .             .     +       .       .     .     .
open_evening                      .     .             .             .     B       .       .     .     .
evening_visitors                  .     .             .             .     A       .       .     .     .
catch_up                          .     .             .             .     t       .       .     .     m
catch_up_step                     .     .             .             .     t       .       .     .     m
catch_up_questions                .     .             .             .     .       .       .     .     m
catch_up_talk                     .     .             .             .     .       .       .     .     m
roll_marks                        .     .             .             .     A       A       .     .     .
guest_list                        .     .             .             .     +       +       .     .     .
guest_coverage                    .     +             .             .     .       .       .     .     .
guest_coverage_file               .     +             .             .     .       .       .     .     .
guest_add                         .     .             .             .     +       .       .     .     .
guest_card                        .     .             .             .     A       A       .     .     .
guest_change                      .     .             .             .     A       .       .     .     .
guest_agreement                   .     .             .             .     A       .       .     .     .
guest_remove                      .     .             .             .     A       .       .     .     .
roll_kept                         .     .             .             .     A       A       .     .     .
roll_screen                       .     .             .             .     A       A       .     .     .
roll_typed                        .     .             .             .     A       A       .     .     .
roll_paper_word                   .     .             .             .     A       A       .     .     .
roll_paper                        .     .             .             .     A       A       .     .     .
walk_in_add                       .     .             .             .     A       A       .     .     .
walk_in                           .     .             .             .     A       A       .     .     .
walk_in_drop                      .     .             .             .     A       A       .     .     .
door                              .     .             .             .     A       A       .     .     .
kiosk_start                       .     .             .             .     A       A       .     .     .
check_in                          .     .             .             .     .       .       .     .     +
check_in_code                     .     .             .             .     A       A       .     .     A
evening_reply                     x     x             x             x     x       x       x     x     x
evening_ask                       .     .             .             .     A       .       .     .     .
kiosk                             +     +             +             +     +       +       +     +     +
roll_token                        .     +             +             +     +       +       +     +     +
roll_offline                      +     +             +             +     +       +       +     +     +
evening_guests                    .     .             .             .     A       A       .     .     .
guest_ask                         .     .             .             .     A       .       .     .     .
guest_answer                      .     .             .             .     A       .       .     .     .
guest_ask_now                     .     .             .             .     A       .       .     .     .
guest_cancel                      .     .             .             .     A       .       .     .     .
guest_reminders                   .     .             .             .     A       .       .     .     .
guest_pass                        x     x             x             x     x       x       x     x     x
guest_file                        .     AB            .             .     AB      AB      .     .     A
guest_library                     .     .             .             .     +       +       .     .     .
guest_proposals                   .     +             .             .     .       .       .     .     .
guest_proposal_answer             .     AB            .             .     .       .       .     .     .
guest_material                    x     x             x             x     x       x       x     x     x
guest_material_item               x     x             x             x     x       x       x     x     x
guest_material_file               x     x             x             x     x       x       x     x     x
guest_upload                      x     x             x             x     x       x       x     x     x
guest_upload_piece                x     x             x             x     x       x       x     x     x
guest_upload_done                 x     x             x             x     x       x       x     x     x
host_material                     .     .             .             .     A       .       .     .     .
host_material_item                .     .             .             .     A       .       .     .     .
host_upload                       .     .             .             .     A       .       .     .     .
host_upload_piece                 .     .             .             .     A       .       .     .     .
host_upload_done                  .     .             .             .     A       .       .     .     .
guest_step                        x     x             x             x     x       x       x     x    x
guest_calendar                    x     x             x             x     x       x       x     x    x
guest_entry                       x     x             x             x     x       x       x     x    x
guest_facts                       x     x             x             x     x       x       x     x    x
guest_feed                        x     x             x             x     x       x       x     x    x
guest_lost                        +     +             +             +     +       +       +     +    +
jwks                              +     +             +             +     +       +       +     +    +
issuer                            +     +             +             +     +       +       +     +    +
status_list                       +     +             +             +     +       +       +     +    +
cohort_completion                 .     .             .             .     A       .       .     .    .
woman_wishes                      .     .             .             .     t       .       .     .    .
woman_name_hide                   .     .             .             .     t       .       .     .    .
my_diplomas                       .     +             +             +     +       +       +     +    +
my_name_hide                      .     +             +             +     +       +       +     +    +
my_wishes                         .     .             .             .     .       .       .     .    m
my_check_name                     .     .             .             .     .       .       .     .    m
completions                       .     +             .             .     .       .       .     .    .
completions_of                    .     AB            .             .     .       .       .     .    .
completion_return                 .     tT            .             .     .       .       .     .    .
register                          .     +             .             .     .       .       .     .    .
paper                             .     tT            .             .     t       .       .     .    .
paper_end                         .     tT            .             .     t       .       .     .    .
paper_settle                      .     tT            .             .     t       .       .     .    .
diploma_file                      .     tT            .             .     t       t       .       .     m
diploma_in_word                   .     tT            .             .     t       t       .       .     m
competence_letter                 .     tT            .             .     t       t       .       .     m
attendance_paper                  .     .             .             .     t       t       .       .     m
card_file                         .     tT            .             .     t       t       .       .     m
card_lost                         .     .             .             .     t       .       .       .     m
card_photo                        .     .             .             .     t       .       .       .     m
card_photo_file                   .     .             .             .     t       t       .       .     m
my_card                           .     +             +             +     +       +       +       +     +
cohort_cards                      .     .             .             .     A       .       .       .     .
cohort_cards_sheet                .     .             .             .     A       .       .       .     .
ceremony                          .     .             .             .     A       .       .       .     .
ceremony_sounds                   .     .             .             .     A       .       .       .     .
ceremony_pack                     .     .             .             .     A       .       .       .     .
ceremony_file                     .     .             .             .     A       .       .       .     .
ceremony_part                     .     .             .             .     A       .       .       .     .
letterhead                        .     +             .             .     .       .       .       .     .
check_ask                         +     +             +             +     +       +       +     +    +
check                             +     +             +             +     +       +       +     +    +
guest_words                       .     .             .             .     A       A       .     .    .
cohorts_table                     .     +             .             .     .       .       .     .     .
cohorts_file                      .     +             .             .     .       .       .     .     .

review_answer                     x     x             x             x     x       x       x     x     x
reviews                           .     +             .             .     .       .       .     .     .
review_ask                        .     x             .             .     .       .       .     .     .
review                            .     x             .             .     .       .       .     .     .
review_remind                     .     x             .             .     .       .       .     .     .
review_revoke                     .     x             .             .     .       .       .     .     .
remark_handled                    .     x             .             .     .       .       .     .     .
module_versions                   .     x             .             .     .       .       .     .     .
checks                            .     +             .             .     .       .       .     .     .
check_confirm                     .     +             .             .     .       .       .     .     .
my_experience                     .     .             .             .     +       +       .     .     .
experience_write                  .     .             .             .     x       x       .     .     .
experiences                       .     +             .             .     .       .       .     .     .
experience_considered             .     x             .             .     .       .       .     .     .

my_voice                          .     +             .             .     .       .       .     +     +
voice_agree                       .     +             .             .     .       .       .     +     +
voice_back                        .     +             +             +     +       +       +     +     +
voice_module                      .     x             .             .     .       .       .     x     x
voice_part                        .     x             .             .     .       .       .     x     x
voice_sound                       .     mtT           m             m     m       m       m     m     m
voice_remove                      .     mtT           m             m     m       m       m     m     m
voices                            .     +             .             .     .       .       .     .     .
voice                             .     mtT           .             .     .       .       .     .     .

translations_list                 .     +             .             .     .       .       .     .     .
translation                       .     x             .             .     .       .       .     .     .
translation_start                 .     x             .             .     .       .       .     .     .
translation_texts                 .     x             .             .     .       .       .     .     .
translation_publish               .     x             .             .     .       .       .     .     .
translation_mark                  .     x             .             .     .       .       .     .     .
translation_file                  .     x             .             .     .       .       .     .     .
translation_upload                .     x             .             .     .       .       .     .     .
edition_file                      .     drR           .             .     .       .       .     .     .
module_handout                    x     x             x             x     x       x       x     x     x
module_guide                      .     x             x             .     x       x       .     .     .
"""


@dataclass(frozen=True)
class Cell:
    """What one role gets of one view: all of it, nothing, or some objects."""

    text: str

    @property
    def is_open(self) -> bool:
        """Tell whether the role gets anything."""
        return self.text != "."

    def allows(self, letter: str) -> bool:
        """Tell whether the role gets this object ("" stands for a view without objects)."""
        return self.text == "+" if letter == "" else letter in self.text


def read_table(text: str = TABLE) -> dict[str, dict[str, Cell]]:
    """Give the table as view → actor → cell. Raises ValueError for a row with a cell too many or too few, or twice."""
    rows: dict[str, dict[str, Cell]] = {}
    for line in text.strip().splitlines()[2:]:
        if not line.strip():
            continue
        view, *cells = line.split()
        if len(cells) != len(ACTORS) or view in rows:
            raise ValueError(f"The row of {view} is not right.")
        rows[view] = dict(zip(ACTORS, map(Cell, cells), strict=True))
    return rows


def without_row(names: set[str], rows: dict[str, dict[str, Cell]]) -> set[str]:
    """Give the views that have neither a row nor an exemption."""
    return names - rows.keys() - EXEMPT.keys()
