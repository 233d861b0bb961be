"""The demo: built by real actions, the same twice, and never in production."""

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from lms import running
from lms.demo import PEOPLE, sign_in_links
from lms.people.actions.rights import sync_roles
from lms.people.models import RoleAssignment, User
from tests.databases import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(starter, db):
    """Build the demo on the starter data."""
    sync_roles()
    call_command("demo")


def person(key: str) -> User:
    login = next(invented.login for invented in PEOPLE if invented.key == key)
    return User.objects.get(**{"email" if "@" in login else "phone": login})


def access() -> dict:
    out = StringIO()
    call_command("demo_access", "--json", stdout=out)
    return json.loads(out.getvalue())


def test_demo_run_twice_changes_nothing(demo):
    before = (User.objects.count(), RoleAssignment.objects.count())
    call_command("demo")
    assert (User.objects.count(), RoleAssignment.objects.count()) == before == (len(PEOPLE), len(PEOPLE))


def test_demo_districts_never_see_each_other(demo):
    seen_by_a = set(User.objects.visible_to(person("coordA")))
    seen_by_b = set(User.objects.visible_to(person("coordB")))
    assert person("traineeA") in seen_by_a
    assert person("traineeB") in seen_by_b
    assert not seen_by_a & seen_by_b


def test_demo_secretariat_sees_offices_and_no_trainee(demo):
    seen = set(User.objects.visible_to(person("sec")))
    assert {person("coordA"), person("coordB"), person("helperA")} <= seen
    assert not {person("traineeA"), person("volunteerA"), person("traineeB")} & seen


def test_demo_people_sign_in_with_what_demo_access_says(demo):
    for said in access()["users"].values():
        client = Client()
        client.post(reverse("account_login"), {"login": said["login"], "password": said["password"]})
        assert client.get(reverse("my_page")).status_code == 200, said["login"]


def test_demo_links_open_once_more_at_each_start_and_end_the_earlier(demo):
    first = {name: url for _role, name, url in sign_in_links("http://testserver")}
    second = {name: url for _role, name, url in sign_in_links("http://testserver")}
    assert len(second) == len(PEOPLE)
    assert Client().get(first["Farida Rahimi"]).status_code == 410
    client = Client()
    client.post(second["Farida Rahimi"])
    assert client.get(reverse("people_list")).status_code == 200


def test_demo_access_names_addresses_folders_and_commands(demo, monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    said = access()
    assert said["base"] == "http://localhost:8123"
    assert said["login_url"].startswith(said["base"])
    assert {"sec", "coordA", "coordB", "traineeA", "traineeB", "volunteerA"} <= said["users"].keys()
    assert said["start_cmd"] == "make run PORT=8123"
    assert {"mail_dir", "data_dirs", "pids_cmd", "backup_cmd", "restore_cmd"} <= said.keys()


def test_demo_access_lists_the_processes_of_its_own_folder_only(demo, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "a folder"
    settings.DATA_DIR.mkdir()
    command = access()["pids_cmd"]

    def pids() -> list[int]:
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
        return [int(line) for line in done.stdout.split()]

    assert pids() == []
    running.remember()
    with subprocess.Popen(["sleep", "60"]) as child:
        assert pids()[0] == os.getpid()
        assert child.pid in pids()
        child.kill()
    running.forget()
    assert pids() == []


def test_demo_access_of_an_empty_database_says_what_to_do(tmp_path):
    environment = {"PATH": "/usr/bin:/bin", "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "lms.settings.dev"}
    command = [sys.executable, "manage.py", "demo_access", "--json"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == ["CommandError: The database is not ready: run `make run` first."]


@pytest.mark.parametrize("command", ["demo", "demo_access"])
def test_demo_commands_refuse_outside_the_demo(command, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="development only"):
        call_command(command)
    assert User.objects.count() == 0
