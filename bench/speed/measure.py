"""Starts a server, puts load on it, and reads what the kernel charged it for."""
import contextlib
import http.client
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HARRIER = pathlib.Path(os.environ.get("HARRIER_BIN", ROOT / ".build/release/harrier"))
PEERS = ROOT / "bench/peers"
TICKS = os.sysconf("SC_CLK_TCK")


def peer_python() -> pathlib.Path:
    """The peers' own virtual environment, made when missing."""
    venv = ROOT / ".venv-peers"
    if not (venv / ".complete").exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin/pip", "install", "-q", "-r", PEERS / "requirements.txt"], check=True)
        (venv / ".complete").touch()
    return venv / "bin"


def tree(pid: int) -> list[int]:
    """A process and all its descendants."""
    children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid] + [each for child in children for each in tree(int(child))]


def cpu_seconds(pid: int) -> float:
    total = 0
    for each in tree(pid):
        fields = pathlib.Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def folder_mb(folder: pathlib.Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def resident_mb(pid: int, peak: bool = False) -> float:
    key = "VmHWM" if peak else "VmRSS"
    total = 0
    for each in tree(pid):
        status = pathlib.Path(f"/proc/{each}/status").read_text()
        if found := re.search(rf"{key}:\s+(\d+)", status):
            total += int(found[1])
    return total / 1024


@contextlib.contextmanager
def serving(command: list, port: int, environment: dict | None = None, patience: float = 30):
    """Runs a server until the block ends; yields (pid, seconds from start to first answer)."""
    started = time.monotonic()
    process = subprocess.Popen(command, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        while True:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
                connection.request("GET", "/health?brief=1")
                if connection.getresponse().status < 500:
                    break
            except OSError:
                pass
            if process.poll() is not None or time.monotonic() - started > patience:
                raise RuntimeError(f"{command[0]} did not come up")
            time.sleep(0.002)
        yield process.pid, time.monotonic() - started
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextlib.contextmanager
def scratch():
    folder = tempfile.mkdtemp(prefix="harrier-bench-")
    try:
        yield pathlib.Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wrk(url: str, script: pathlib.Path, seconds: int, connections: int) -> dict:
    """Load from a second process; returns requests, p50 and p99 in ms, and answers that were no success."""
    out = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script, url],
                         capture_output=True, text=True, check=True).stdout
    def latency(label):
        value, unit = re.search(rf"{label}%\s+([\d.]+)(us|ms|s)", out).groups()
        return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    return {"requests": int(re.search(r"(\d+) requests in", out)[1]), "p50": latency(50), "p99": latency(99),
            "failed": int(failed[1]) if failed else 0}
