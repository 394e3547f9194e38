"""README's first command, as a person would use it."""

import os
import signal
import subprocess
import time

import httpx
import psutil
import pytest

from bot.paths import ROOT
from bot.run.stack import free_port


@pytest.mark.stack
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_make_run_prints_one_address_serves_and_stops_cleanly(model, tmp_path, stop):
    port = free_port()
    environment = {**os.environ, "PORT": str(port), "KEEPWELL_STATE": str(tmp_path)}
    started = time.monotonic()
    process = subprocess.Popen(
        ["make", "--silent", "run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # as a shell starts what runs in the background: once it was never to be stopped
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    try:
        line = process.stdout.readline()
        assert f"http://localhost:{port}" in line
        print(f"ready after {time.monotonic() - started:.1f} s")
        assert "Your question" in httpx.get(f"http://127.0.0.1:{port}/").text
        children = psutil.Process(process.pid).children(recursive=True)
    finally:
        os.killpg(process.pid, stop)
    process.wait(60)  # three parts, each with 10 seconds to end by itself
    assert psutil.wait_procs(children, timeout=20)[1] == []
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/")
