#!/usr/bin/env python3
"""Runs the measures, prints their tables, writes bench/out/latest.json, and holds the figures against bench/floors.json.

    run.py [--list] [--no-floors] [NAME ...]

Speed is meant to be read as ratios between servers of one run on one machine; the machine's load changes the rest.
"""
import importlib
import json
import os
import pathlib
import platform
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "speed"), str(HERE / "quality")]

# Name, module, what it answers. Slowest last.
MEASURES = [
    ("facts", "facts_quality", "how well texts are read"),
    ("titles", "titles_quality", "how well titles are parsed"),
    ("start", "start", "start-up to first answer, idle memory"),
    ("classify", "classify", "POST /api/classify/signal beside FastAPI"),
    ("upload", "upload", "CSV upload and score beside Flask"),
    ("filter", "filter", "harrier score over a million rows"),
    ("growth", "growth", "intake, list and lead page at 10k, 100k, 1M leads"),
]


def cell(value) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}" if abs(value) < 10 else f"{value:.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def table(rows: list[dict]) -> str:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    grid = [keys] + [[cell(row.get(key, "")) for key in keys] for row in rows]
    widths = [max(len(line[at]) for line in grid) for at in range(len(keys))]
    return "\n".join("  " + "  ".join(text.rjust(width) if at else text.ljust(width)
                                      for at, (text, width) in enumerate(zip(line, widths))) for line in grid)


def machine() -> dict:
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    return {"cores": os.cpu_count(), "model": model, "system": platform.platform(), "load": os.getloadavg()[0]}


def main() -> int:
    words = sys.argv[1:]
    if "--list" in words:
        print("\n".join(f"{name:10} {about}" for name, _, about in MEASURES))
        return 0
    wanted = [word for word in words if not word.startswith("--")]
    unknown = set(wanted) - {name for name, _, _ in MEASURES}
    if unknown:
        sys.exit(f"no such measure: {', '.join(sorted(unknown))}; --list names them")
    result = {"machine": machine(), "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
              "figures": {}, "corpora": {}, "tables": {}}
    print(f"{result['machine']['cores']} cores, {result['machine']['model']}, load {result['machine']['load']:.1f}")
    for name, module, about in MEASURES:
        if wanted and name not in wanted:
            continue
        found = importlib.import_module(module).main()
        print(f"\n{name}: {about}", flush=True)
        for note in found.get("notes", []):
            print(f"  {note}")
        if found["rows"]:
            print(table(found["rows"]), flush=True)
        result["tables"][name] = found["rows"]
        result["figures"] |= found["figures"]
        result["corpora"] |= found.get("corpora", {})
    out = HERE / "out/latest.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(result, indent=1) + "\n")
    print("\n" + table([{"figure": key, "value": value} for key, value in result["figures"].items()]))
    if "--no-floors" in words:
        return 0
    import floors
    return floors.check(result)


if __name__ == "__main__":
    sys.exit(main())
