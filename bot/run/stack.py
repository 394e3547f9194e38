"""The three processes under supervisord (a library that restarts what crashes), and waiting for their health."""

from __future__ import annotations

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from bot.paths import ROOT, STATE

CONFIG = ROOT / "deploy" / "supervisord.conf"
READY_WITHIN = 120.0
STOPPED_WITHIN = 20.0
CRASHES_BEFORE_GIVING_UP = 3


class StackError(RuntimeError):
    """The assistant cannot start; the message says what to do."""


def free_port() -> int:
    """A free loopback port for an inner process."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def check_port(host: str, port: int) -> None:
    """Raise StackError when the port is taken or not allowed."""
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, port))
        except OSError as error:
            raise StackError(
                f"Port {port} cannot be used ({error.strerror}). Stop what uses it, or choose another: PORT=8001 make run"
            ) from error


class Stack:
    """Gateway, Rasa and action server. Use as a context manager; leaving it stops all three."""

    def __init__(self, model: Path, port: int, host: str = "127.0.0.1", state: Path = STATE) -> None:
        self.url = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}"  # noqa: S104
        self.state = state
        self._host, self._port, self._model = host, port, model
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start supervisord, which starts the three."""
        check_port(self._host, self._port)
        if not self._model.is_file():  # Rasa would start without one and understand nothing
            raise StackError(f"The model {self._model} is missing: run make train.")
        (self.state / "log").mkdir(parents=True, exist_ok=True)
        (self.state / "log" / "supervisord.log").unlink(missing_ok=True)
        rasa_port, actions_port = free_port(), free_port()
        environment = {
            **os.environ,
            "KEEPWELL_ROOT": str(ROOT),
            "KEEPWELL_STATE": str(self.state),
            "KEEPWELL_PYTHON": sys.executable,
            "KEEPWELL_MODEL": str(self._model),
            "KEEPWELL_HOST": self._host,
            "PORT": str(self._port),
            "KEEPWELL_RASA_PORT": str(rasa_port),
            "KEEPWELL_RASA_URL": f"http://127.0.0.1:{rasa_port}",
            "KEEPWELL_ACTIONS_PORT": str(actions_port),
            "KEEPWELL_ACTIONS_URL": f"http://127.0.0.1:{actions_port}/webhook",
            "KEEPWELL_TRACKER_DB": str(self.state / "trackers.db"),
            "KEEPWELL_TOKEN": secrets.token_urlsafe(32),
            "SANIC_HOST": "127.0.0.1",  # the action server's own default is every address
            **QUIET,
        }
        # its own session: Ctrl-C reaches only us, and we stop the three in order
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "supervisor.supervisord", "-c", str(CONFIG)],
            env=environment,
            cwd=ROOT,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
        )

    def wait_until_ready(self, say: Callable[[str], None] = lambda _: None) -> None:
        """Return when all three are healthy. Raises StackError naming the log to read."""
        started = time.monotonic()
        next_report = 5.0
        while (waited := time.monotonic() - started) < READY_WITHIN:
            if self._process is None or self._process.poll() is not None:
                raise StackError(f"The supervisor stopped. Its log is {self.state / 'log' / 'supervisord.log'}")
            try:
                if httpx.get(f"{self.url}/health/ready", timeout=2).status_code == httpx.codes.OK:
                    return
            except httpx.HTTPError:
                pass
            self._raise_if_crashing()
            if waited > next_report:
                say(f"Starting gateway, Rasa and action server ({waited:.0f} s)")
                next_report += 5.0
            time.sleep(0.2)
        raise StackError(f"Not healthy after {READY_WITHIN:.0f} s. The logs in {self.state / 'log'} say why.")

    def _raise_if_crashing(self) -> None:
        """A part that ends again and again before it is healthy will not get better by waiting."""
        log = self.state / "log" / "supervisord.log"
        exits = re.findall(r"exited: (\w+) ", log.read_text("utf-8")) if log.is_file() else []
        for part in set(exits):
            if exits.count(part) >= CRASHES_BEFORE_GIVING_UP:
                own_log = self.state / "log" / f"{part}.log"
                last = [line for line in own_log.read_text("utf-8", "replace").splitlines() if line.strip()][-1:]
                raise StackError(f"The part '{part}' keeps stopping: {' '.join(last)}. Its log is {own_log}")

    @property
    def process_id(self) -> int:
        """The supervisor's process id; the three are its children."""
        assert self._process is not None
        return self._process.pid

    def wait(self) -> int:
        """Block until the supervisor ends."""
        assert self._process is not None
        return self._process.wait()

    def stop(self) -> None:
        """Stop the three and wait for their end."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def __enter__(self) -> Stack:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


# Rasa, TensorFlow and SQLAlchemy speak a lot about themselves; nobody is asked to share usage data.
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "CUDA_VISIBLE_DEVICES": "-1",
}
