"""The address of the page: who can open it, and where it is."""

from __future__ import annotations

import stat
import subprocess
import sys

import pytest

from pixnb.serving import address


def test_secrets_stay_the_same_for_one_user(tmp_path):
    """A page from before a restart is let in after it."""
    first = address.kept_secrets(tmp_path / "home")
    assert address.kept_secrets(tmp_path / "home") == first
    assert address.kept_secrets(tmp_path / "other") != first


def test_the_kept_secret_is_its_owners_alone(tmp_path):
    """Nobody else on the machine can read what opens the page."""
    address.kept_secrets(tmp_path)
    (kept,) = tmp_path.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_damaged_secret_is_replaced(tmp_path):
    """A cut file does not make a weak key."""
    (tmp_path / "serving.key").write_bytes(b"short")
    found = address.kept_secrets(tmp_path)
    assert len((tmp_path / "serving.key").read_bytes()) == address.SECRET_BYTES
    assert address.kept_secrets(tmp_path) == found


def test_secrets_last_for_the_run_where_nothing_can_be_kept(tmp_path):
    """A file in the place of the folder stops nobody from working."""
    (tmp_path / "home").write_text("in the way")
    one, two = (address.kept_secrets(tmp_path / "home") for _ in range(2))
    assert one != two
    assert len(one.token) == 40


def test_token_and_cookie_key_do_not_give_each_other_away():
    """Neither contains the other, nor the secret, and neither is printed by accident."""
    found = address.derive(bytes(range(32)))
    assert found.token not in found.cookie_key.hex()
    assert bytes(range(32)).hex() not in found.token + found.cookie_key.hex()
    assert found.token not in repr(found)


def test_a_taken_port_gives_the_next_free_one():
    """A second server on the machine does not disturb the first."""
    with address.bind(0) as first:
        port = first.getsockname()[1]
        with address.bind(port) as second:
            assert port < second.getsockname()[1] <= port + address.PORTS_TRIED


def test_sockets_listen_on_this_machine_only():
    """Nobody on the network reaches the page."""
    with address.bind(0) as bound:
        assert bound.getsockname()[0] == "127.0.0.1"


def test_no_free_port_is_an_error(monkeypatch):
    """When every port tried is taken, the caller is told."""
    monkeypatch.setattr(address, "PORTS_TRIED", 0)
    with address.bind(0) as first, pytest.raises(OSError, match=r"(?i)in use"):
        address.bind(first.getsockname()[1])


def test_the_browser_is_opened_without_the_token_in_its_arguments(tmp_path, monkeypatch, eventually):
    """Arguments of a process can be read by all; the file that leads to the page cannot."""
    opened: list[str] = []
    monkeypatch.setattr(address, "_launch", opened.append)
    address.open_in_browser("http://127.0.0.1:1/?token=abc&x=1", tmp_path)
    assert eventually(lambda: opened)
    door = tmp_path / "open.html"
    assert opened == [door.as_uri()]
    assert "token=abc&amp;x=1" in door.read_text()
    assert stat.S_IMODE(door.stat().st_mode) == 0o600


def test_a_machine_without_a_browser_is_no_error(tmp_path):
    """The address is printed; the rest is a service."""
    code = "import sys; from pixnb.serving.address import _launch; _launch('file:///nowhere.html')"
    bare = {"PATH": str(tmp_path), "BROWSER": ""}
    ran = subprocess.run([sys.executable, "-c", code], env=bare, check=False, timeout=30)
    assert ran.returncode == 0
