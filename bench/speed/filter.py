#!/usr/bin/env python3
"""`harrier score` over a large file: rows per second and peak memory."""
import json
import os
import subprocess
import sys
import time

import measure
import prospects

ROWS = int(os.environ.get("BENCH_FILTER_ROWS", "1000000"))


def main() -> dict:
    with measure.scratch() as folder:
        prospects.write(str(folder / "in.csv"), ROWS)
        started = time.monotonic()
        process = subprocess.Popen([measure.HARRIER, "score", folder / "in.csv", "--scorecard", "intent@1", "-o",
                                    folder / "out.csv"], stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        if status != 0:
            raise RuntimeError(f"harrier score ended with {status}")
    row = {"rows": ROWS, "rows_per_s": ROWS / wall, "rows_per_cpu_s": ROWS / (usage.ru_utime + usage.ru_stime),
           "peak_mb": usage.ru_maxrss / 1024}
    return {"rows": [row], "figures": {"filter_rows_per_s": row["rows_per_s"], "filter_rows_per_cpu_s": row["rows_per_cpu_s"], "filter_peak_mb": row["peak_mb"]}}


if __name__ == "__main__":
    json.dump(main(), sys.stdout, indent=1)
