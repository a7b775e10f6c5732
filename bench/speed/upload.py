#!/usr/bin/env python3
"""Upload and score a CSV over the S3 routes, Harrier beside the Flask peer."""
import http.client
import json
import os
import sys
import time

import measure
import prospects

ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
# The peer needs minutes for what takes us seconds; it gets a tenth and its rate is compared.
PEER_ROWS = max(1000, ROWS // 10)
BOUNDARY = "harrierbenchboundary"


def post(port: int, path: str, body: bytes, content_type: str) -> dict:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=3600)
    connection.request("POST", path, body, {"Content-Type": content_type})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status >= 300:
        raise RuntimeError(f"{path}: {answer.status} {text[:300]!r}")
    return json.loads(text)


def multipart(path) -> bytes:
    head = (f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"leads.csv\"\r\n"
            "Content-Type: text/csv\r\n\r\n").encode()
    return head + open(path, "rb").read() + f"\r\n--{BOUNDARY}--\r\n".encode()


def run(name: str, command: list, port: int, rows: int, folder, environment: dict | None = None) -> dict:
    csv = folder / f"{name}.csv"
    prospects.write(str(csv), rows)
    with measure.serving(command, port, environment) as (pid, _):
        post(port, "/offer", json.dumps({"name": "CRM", "value_props": "analytics", "ideal_use_cases": "sales teams"})
             .encode(), "application/json")
        before, started = measure.cpu_seconds(pid), time.monotonic()
        post(port, "/leads/upload", multipart(csv), f"multipart/form-data; boundary={BOUNDARY}")
        uploaded = time.monotonic()
        post(port, "/score", b"{}", "application/json")
        done = time.monotonic()
        return {"server": name, "rows": rows, "upload_s": uploaded - started, "score_s": done - uploaded,
                "rows_per_s": rows / (done - started), "rows_per_cpu_s": rows / (measure.cpu_seconds(pid) - before),
                "peak_mb": measure.resident_mb(pid, peak=True)}


def main() -> dict:
    with measure.scratch() as folder:
        ours = run("harrier", [measure.HARRIER, "serve", "--port", "18083", "--data", folder / "data", "--log", "none"], 18083, ROWS, folder)
        peer = run("flask", [measure.peer_python() / "gunicorn", "-w", "1", "-b", "127.0.0.1:18084", "--timeout", "3600",
                             "--chdir", measure.PEERS, "scoring_flask:app"], 18084, PEER_ROWS, folder,
                   {"PEER_DB": str(folder / "peer.db")})
    return {"rows": [ours, peer], "figures": {"upload_and_score_ratio": ours["rows_per_s"] / peer["rows_per_s"],
                                              "upload_rows_per_s": ours["rows"] / ours["upload_s"]}}


if __name__ == "__main__":
    json.dump(main(), sys.stdout, indent=1)
