"""A timestamping authority on the loopback that signs real tokens, by openssl, or misbehaves."""

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

_SETUP = """\
[tsa]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
"""


class Authority:
    """Signs what it is asked to; `mode` is sign, hang, trickle, 500, garbage, flood or replay."""

    def __init__(self) -> None:
        self.mode = "sign"
        self._folder = tempfile.TemporaryDirectory(prefix="tsa")
        self._path = Path(self._folder.name)
        self._over = threading.Event()
        self._make_keys()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = self.rfile.read(int(self.headers["Content-Length"]))
                outer._answer(self, asked)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/tsr"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()
        self._folder.cleanup()

    def is_signed(self, token: bytes, text: str) -> bool:
        """Ask openssl whether an answer is this authority's signature of a text."""
        answer, data = self._path / "kept.tsr", self._path / "data"
        answer.write_bytes(token)
        data.write_text(text)
        checked = self._openssl(
            "ts", "-verify", "-in", str(answer), "-data", str(data), "-CAfile", "cert.pem"
        )
        return checked.returncode == 0

    def sign(self, query: bytes) -> bytes:
        """Answer a request as an authority does."""
        (self._path / "query.tsq").write_bytes(query)
        made = self._openssl(
            *("ts", "-reply", "-queryfile", "query.tsq", "-config", "tsa.cnf", "-section", "tsa"),
            *("-signer", "cert.pem", "-inkey", "key.pem", "-out", "reply.tsr"),
        )
        assert made.returncode == 0, made.stderr
        return (self._path / "reply.tsr").read_bytes()

    def _make_keys(self) -> None:
        (self._path / "tsa.cnf").write_text(_SETUP.format(folder=self._path))
        (self._path / "serial").write_text("01\n")
        made = self._openssl(
            *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem"),
            *("-out", "cert.pem", "-days", "2", "-subj", "/CN=A test's authority"),
            *("-addext", "extendedKeyUsage = critical,timeStamping"),
        )
        assert made.returncode == 0, made.stderr

    def _openssl(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["openssl", *arguments],
            cwd=self._path,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )

    def _answer(self, handler: BaseHTTPRequestHandler, asked: bytes) -> None:
        match self.mode:
            case "hang":
                self._over.wait(60)
                return
            case "trickle":
                handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
                while not self._over.wait(0.05):
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
                body = self.sign(asked)
        handler.send_response(200)
        handler.send_header("Content-Type", "application/timestamp-reply")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


@pytest.fixture
def authority() -> Iterator[Authority]:
    """An authority that answers while the test lasts."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which signs for the authority, is not on this machine")
    with Authority() as running:
        yield running
