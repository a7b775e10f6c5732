#!/usr/bin/env python3
"""POST /api/classify/signal, Harrier beside the FastAPI peer: same machine, same run, same durability."""
import json
import pathlib
import sys

import measure

SECONDS, CONNECTIONS = 8, 16
SCRIPT = pathlib.Path(__file__).with_name("classify.lua")


def load(name: str, command: list, port: int, environment: dict | None = None) -> dict:
    with measure.serving(command, port, environment) as (pid, _):
        measure.wrk(f"http://127.0.0.1:{port}", SCRIPT, 1, CONNECTIONS)
        before = measure.cpu_seconds(pid)
        result = measure.wrk(f"http://127.0.0.1:{port}", SCRIPT, SECONDS, CONNECTIONS)
        spent = measure.cpu_seconds(pid) - before
        return {"server": name, "requests_per_s": result["requests"] / SECONDS,
                "requests_per_cpu_s": result["requests"] / spent, "p50_ms": result["p50"], "p99_ms": result["p99"],
                "failed": result["failed"], "peak_mb": measure.resident_mb(pid, peak=True)}


def main() -> dict:
    with measure.scratch() as folder:
        ours = load("harrier", [measure.HARRIER, "serve", "--port", "18081", "--data", folder / "data", "--log", "none"], 18081)
        peer = load("fastapi", [measure.peer_python() / "uvicorn", "--app-dir", measure.PEERS, "classify_fastapi:app",
                                "--port", "18082", "--log-level", "critical", "--no-access-log"], 18082,
                    {"PEER_DB": str(folder / "peer.db")})
    return {"rows": [ours, peer],
            "figures": {"classify_requests_per_cpu_s_ratio": ours["requests_per_cpu_s"] / peer["requests_per_cpu_s"],
                        "classify_p99_ratio": peer["p99_ms"] / ours["p99_ms"],
                        "classify_failed": ours["failed"]}}


if __name__ == "__main__":
    json.dump(main(), sys.stdout, indent=1)
