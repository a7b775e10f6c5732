#!/usr/bin/env python3
"""How time and memory grow with the number of leads: intake by CSV, intake of one post, the list, one lead.

Leads go into the inbox by POST /leads/upload?list=inbox, a hundred thousand at a time, and are scored with
POST /score; then the pages a person opens are asked for, each many times, and the median is reported.
BENCH_GROWTH=10000,100000 makes it shorter.
"""
import http.client
import json
import os
import random
import statistics
import sys
import time

import measure
import prospects
import upload

SIZES = [int(size) for size in os.environ.get("BENCH_GROWTH", "10000,100000,1000000").split(",")]
CHUNK = 100_000
TIMES = 40
PORT = 18087


def timed(path: str, body: bytes | None = None, method: str | None = None) -> tuple[float, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=600)
    started = time.perf_counter()
    connection.request(method or ("POST" if body else "GET"), path, body,
                       {"Content-Type": "application/json"} if body else {})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status >= 300:
        raise RuntimeError(f"{path}: {answer.status} {text[:300]!r}")
    return (time.perf_counter() - started) * 1000, text


def median(paths) -> float:
    return statistics.median(timed(path)[0] for path in paths)


def post(number: int) -> bytes:
    return json.dumps({
        "signal_text": f"Hiring: Growth Marketer at Grown{number}. We are a 9-person D2C tea brand in Pune doing $40K MRR.",
        "source_type": "job_post", "company_name": f"Grown{number}", "company_website": f"https://grown{number}.in"}).encode()


def grow(folder, start: int, count: int) -> float:
    """Uploads in pieces; returns the seconds it took."""
    spent = 0.0
    for at in range(start, start + count, CHUNK):
        path = folder / "part.csv"
        prospects.write(str(path), min(CHUNK, start + count - at), at)
        body = upload.multipart(path)
        started = time.monotonic()
        upload.post(PORT, "/leads/upload?list=inbox", body, f"multipart/form-data; boundary={upload.BOUNDARY}")
        spent += time.monotonic() - started
    return spent


def measured(folder, pid: int, before: int, size: int) -> dict:
    taken = grow(folder, before, size - before)
    started = time.monotonic()
    upload.post(PORT, "/score?list=inbox", b'{"only_unscored": true}', "application/json")
    scored = time.monotonic() - started
    pick = random.Random(size)
    leads = [pick.randrange(1, size) for _ in range(TIMES)]
    return {"leads": size, "intake rows/s": (size - before) / taken, "score rows/s": (size - before) / scored,
            "one post ms": statistics.median(timed("/api/classify/signal", post(size + n))[0] for n in range(TIMES)),
            "list ms": median(["/api/leads/?limit=50"] * TIMES),
            "filtered ms": median(["/api/leads/?limit=50&status=new&score_min=40&score_max=60"] * TIMES),
            "lead ms": median(f"/api/leads/{number}" for number in leads),
            "inbox page ms": median(["/app/"] * TIMES), "lead page ms": median(f"/app/leads/{number}" for number in leads),
            "RSS MB": measure.resident_mb(pid), "disk MB": measure.folder_mb(folder / "data")}


def main() -> dict:
    rows, before = [], 0
    with measure.scratch() as folder:
        command = [measure.HARRIER, "serve", "--port", str(PORT), "--data", folder / "data", "--log", "none"]
        with measure.serving(command, PORT) as (pid, _):
            offer = {"name": "CRM", "value_props": "analytics", "ideal_use_cases": "sales teams"}
            upload.post(PORT, "/offer", json.dumps(offer).encode(), "application/json")
            for size in SIZES:
                rows.append(measured(folder, pid, before, size))
                before = size
    last, first = rows[-1], rows[0]
    return {"rows": rows, "figures": {
        "growth_list_ms": last["list ms"], "growth_lead_ms": last["lead ms"],
        "growth_intake_ratio": last["intake rows/s"] / first["intake rows/s"],
        "growth_rss_mb": last["RSS MB"]}}


if __name__ == "__main__":
    json.dump(main(), sys.stdout, indent=1)
