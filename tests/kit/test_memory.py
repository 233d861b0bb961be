"""What a process keeps: true for one version, bounded, the least used first to go."""

from lms.kit.memory import Memory


def test_new_version_lets_go_of_everything():
    memory = Memory(limit=10)
    memory.put("a", "page", "old")
    assert memory.get("a", "page") == "old"
    assert memory.get("b", "page") is None
    memory.put("b", "other", "new")
    assert memory.get("a", "page") is None
    assert len(memory) == memory.weight == 1


def test_least_used_goes_first_when_it_is_full():
    memory = Memory(limit=3)
    for name in "abc":
        memory.put(1, name, name)
    memory.get(1, "a")
    memory.put(1, "d", "d")
    assert [memory.get(1, name) for name in "abcd"] == ["a", None, "c", "d"]


def test_thing_that_is_too_heavy_is_not_kept():
    memory = Memory(limit=3)
    memory.put(1, "a", "a")
    memory.put(1, "heavy", "h", weight=4)
    assert memory.get(1, "heavy") is None
    assert memory.get(1, "a") == "a"


def test_same_key_again_weighs_once():
    memory = Memory(limit=3)
    for weight in (1, 3, 2):
        memory.put(1, "a", weight, weight=weight)
    assert (memory.weight, memory.get(1, "a")) == (2, 2)
