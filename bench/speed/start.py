#!/usr/bin/env python3
"""From starting the server to its first answer, with a new and with a known data directory; memory while idle."""
import json
import statistics
import sys
import time

import measure

TIMES = 5


def main() -> dict:
    first, again, spent, idle = [], [], [], []
    for _ in range(TIMES):
        with measure.scratch() as folder:
            command = [measure.HARRIER, "serve", "--port", "18086", "--data", folder / "data", "--log", "none"]
            with measure.serving(command, 18086) as (_, seconds):
                first.append(seconds * 1000)
            with measure.serving(command, 18086) as (pid, seconds):
                again.append(seconds * 1000)
                spent.append(measure.cpu_seconds(pid) * 1000)
                time.sleep(1)
                idle.append(measure.resident_mb(pid))
    row = {"runs": TIMES, "first start ms": statistics.median(first), "start ms": statistics.median(again),
           "start CPU ms": statistics.median(spent), "idle MB": statistics.median(idle)}
    return {"rows": [row], "figures": {"start_ms": row["start ms"], "start_cpu_ms": row["start CPU ms"],
                                       "idle_mb": row["idle MB"]}}


if __name__ == "__main__":
    json.dump(main(), sys.stdout, indent=1)
