"""The scanner of the site: asked about every file, and nothing is kept that it has not looked at."""

import socket
from threading import Thread

import pytest

from jobdesk.files.scanning import EICAR, refuse_malware
from jobdesk.trail.errors import RuleBroken


@pytest.fixture
def clamd(settings):
    """A scanner that gives one answer and keeps what it was asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"

        def answer(words: bytes) -> None:
            def serve() -> None:
                client, _address = server.accept()
                with client:
                    heard = b""
                    while not heard.endswith(bytes(4)):
                        heard += client.recv(1024)
                    asked.append(heard)
                    client.sendall(words)

            Thread(target=serve, daemon=True).start()

        yield answer, asked


def test_clean_file_passes(clamd):
    answer, asked = clamd
    answer(b"stream: OK\0")
    refuse_malware(b"letter")
    assert asked == [b"zINSTREAM\0" + b"\0\0\0\6letter" + bytes(4)]


def test_infected_file_is_refused(clamd):
    clamd[0](b"stream: Win.Test FOUND\0")
    with pytest.raises(RuleBroken, match="A virus was found"):
        refuse_malware(b"letter")


def test_answer_that_is_no_ok_is_none(clamd):
    clamd[0](b"INSTREAM size limit exceeded. ERROR\0")
    with pytest.raises(RuleBroken, match="cannot be checked for viruses now"):
        refuse_malware(b"letter")


def test_file_waits_for_a_scanner_that_is_away(settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"
    with pytest.raises(RuleBroken, match="cannot be checked for viruses now"):
        refuse_malware(b"letter")


def test_test_string_of_all_scanners_is_found_without_one():
    with pytest.raises(RuleBroken, match="A virus was found"):
        refuse_malware(b"before " + EICAR)
