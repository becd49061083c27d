"""A timestamping authority on the loopback that signs real tokens, by openssl, or misbehaves."""

import shutil
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.fakes.post_server import PostServer

_SETUP = """\
[tsa]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
"""


class Authority(PostServer):
    """Signs what it is asked to; `mode` is sign, hang, trickle, 500, garbage, flood or replay."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.mode = "sign"
        self.url = f"http://{self.origin}/tsr"
        self._path = folder

    def is_signed(self, token: bytes, text: str) -> bool:
        """Ask openssl whether an answer is this authority's signature of a text."""
        answer, data = self._path / "kept.tsr", self._path / "data"
        answer.write_bytes(token)
        data.write_text(text)
        checked = openssl(
            self._path,
            *("ts", "-verify", "-in", str(answer), "-data", str(data), "-CAfile", "cert.pem"),
        )
        return checked.returncode == 0

    def sign(self, query: bytes) -> bytes:
        """Answer a request as an authority does."""
        (self._path / "query.tsq").write_bytes(query)
        made = openssl(
            self._path,
            *("ts", "-reply", "-queryfile", "query.tsq", "-config", "tsa.cnf", "-section", "tsa"),
            *("-signer", "cert.pem", "-inkey", "key.pem", "-out", "reply.tsr"),
        )
        assert made.returncode == 0, made.stderr
        return (self._path / "reply.tsr").read_bytes()

    def answer(self, handler: BaseHTTPRequestHandler, sent: bytes) -> None:
        """Answer as the mode has it."""
        match self.mode:
            case "hang":
                self.over.wait(60)
                return
            case "trickle":
                handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
                while not self.over.wait(0.05):
                    handler.wfile.write(b"X-More: more\r\n")
                return
            case "500":
                handler.send_error(500)
                return
            case "garbage":
                body = b"<html>not a timestamp</html>"
            case "flood":
                body = b"\x30" * 1_000_000
            case "replay":
                body = (self._path / "reply.tsr").read_bytes()
            case _:
                body = self.sign(sent)
        handler.send_response(200)
        handler.send_header("Content-Type", "application/timestamp-reply")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


def make_keys(folder: Path) -> None:
    """Make a key, its certificate, and the serial numbers' file."""
    (folder / "tsa.cnf").write_text(_SETUP.format(folder=folder))
    (folder / "serial").write_text("01\n")
    made = openssl(
        folder,
        *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem"),
        *("-out", "cert.pem", "-days", "2", "-subj", "/CN=A test's authority"),
        *("-addext", "extendedKeyUsage = critical,timeStamping"),
    )
    assert made.returncode == 0, made.stderr


def openssl(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run one of openssl's commands in a folder."""
    return subprocess.run(
        ["openssl", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


@pytest.fixture(scope="session")
def signing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an authority's keys, which are slow to make."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which signs for the authority, is not on this machine")
    folder = tmp_path_factory.mktemp("tsa")
    make_keys(folder)
    return folder


@pytest.fixture
def authority(signing: Path) -> Iterator[Authority]:
    """An authority that answers while the test lasts."""
    with Authority(signing) as running:
        yield running
