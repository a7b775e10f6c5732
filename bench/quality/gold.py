"""Where labelled sets lie, what the filters say about them, and how a set's own scorer is asked."""
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import measure

HERE = pathlib.Path(__file__).resolve().parent


def shared(folder: str) -> pathlib.Path | None:
    """The folder of a labelled set that is measured with and not part of the project; None when it is not there."""
    named = [os.environ["HARRIER_SHARED"]] if "HARRIER_SHARED" in os.environ else []
    beside = [measure.ROOT.parent / "shared", measure.ROOT.parent.parent / "shared"]
    for place in [pathlib.Path(name) for name in named] + beside:
        if (place / "data" / folder / "score.py").exists():
            return place / "data" / folder
    return None


def load(path: pathlib.Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


def digest(path: pathlib.Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def answers(command: str, rows: list[dict], key: str) -> dict:
    """What `harrier COMMAND` says to each row, by id."""
    lines = "".join(json.dumps({"id": row["id"], key: row[key]}, ensure_ascii=False) + "\n" for row in rows)
    out = subprocess.run([measure.HARRIER, command], input=lines, capture_output=True, text=True, check=True).stdout
    return {row["id"]: row for row in map(json.loads, out.splitlines())}


def scored(folder: pathlib.Path, gold: pathlib.Path, found: dict) -> str:
    """The report of the scorer that comes with a set."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found.values())
        file.flush()
        return subprocess.run([sys.executable, folder / "score.py", gold, file.name, "--boot", "200"],
                              capture_output=True, text=True, check=True).stdout


def f1(right: int, false: int, missed: int) -> float:
    return 2 * right / (2 * right + false + missed) if right + false + missed else 1.0
