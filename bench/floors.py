#!/usr/bin/env python3
"""Floors go one way: a figure that falls through its floor fails, and a floor falls only when somebody says so.

    floors.py check [RESULT.json]             hold a run (bench/out/latest.json) against bench/floors.json
    floors.py raise [RESULT.json]             raise the floors of this run's figures as far as its figures allow
    floors.py set FIGURE VALUE [--lower]      set one; to make it easier needs --lower and a CHANGELOG line naming FIGURE

A floor says "at_least" or "at_most". A quality floor also names the corpus it was measured on and its sha256: figures
of another corpus are not comparable, so a changed corpus fails until its floor is set anew.
"""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
# How much of a measured figure becomes its floor: quality is exact, speed shares the machine with others.
SLACK = {"quality": 0.995, "speed": 0.7}


def read() -> dict:
    return json.loads(FLOORS.read_text())


def write(document: dict) -> None:
    """One floor a line, so that a change shows as the line it is."""
    lines = [f"  {json.dumps(name)}: {json.dumps(floor, ensure_ascii=False)}" for name, floor in document["floors"].items()]
    FLOORS.write_text(f'{{\n "about": {json.dumps(document["about"])},\n "floors": {{\n' + ",\n".join(lines) + "\n }\n}\n")


def result(arguments: list[str]) -> dict:
    return json.loads(pathlib.Path(arguments[0] if arguments else HERE / "out/latest.json").read_text())


def problems(floors: dict, run: dict):
    for name, floor in floors.items():
        if name not in run["figures"]:
            continue
        value = run["figures"][name]
        corpus = floor.get("corpus")
        if corpus and run["corpora"].get(corpus["name"]) != corpus["sha256"]:
            yield f"{name}: the corpus {corpus['name']} has changed; its floor must be set anew"
        elif "at_least" in floor and value < floor["at_least"]:
            yield f"{name}: {value:.4g} is below its floor {floor['at_least']:.4g}"
        elif "at_most" in floor and value > floor["at_most"]:
            yield f"{name}: {value:.4g} is above its ceiling {floor['at_most']:.4g}"


def check(run: dict) -> int:
    floors = read()["floors"]
    wrong = list(problems(floors, run))
    held = sum(name in run["figures"] for name in floors)
    print("\n" + ("\n".join("BELOW FLOOR  " + line for line in wrong) if wrong else f"{held} floors hold."))
    return 1 if wrong else 0


def lift(run: dict) -> None:
    document = read()
    for name, floor in document["floors"].items():
        if name not in run["figures"]:
            continue
        value, slack = run["figures"][name], SLACK["quality" if "corpus" in floor else "speed"]
        if "at_least" in floor:
            floor["at_least"] = max(floor["at_least"], float(f"{value * slack:.4g}"))
        else:
            floor["at_most"] = min(floor["at_most"], float(f"{value / slack:.4g}"))
    write(document)


def place(name: str, value: float, may_lower: bool) -> None:
    document = read()
    floor = document["floors"].get(name)
    if floor is None:
        sys.exit(f"{name}: no such floor; add it to {FLOORS.name} with its direction and why")
    key = "at_least" if "at_least" in floor else "at_most"
    is_easier = value < floor[key] if key == "at_least" else value > floor[key]
    if is_easier:
        if not may_lower:
            sys.exit(f"{name}: {value} is easier than {floor[key]}; say --lower if that is meant")
        if name not in (HERE.parent / "CHANGELOG.md").read_text():
            sys.exit(f"{name}: say in CHANGELOG.md why this floor is lowered")
    floor[key] = value
    if "corpus" in floor:
        run = result([])
        floor["corpus"]["sha256"] = run["corpora"][floor["corpus"]["name"]]
    write(document)


def main() -> int:
    match sys.argv[1:]:
        case ["check", *rest]:
            return check(result(rest))
        case ["raise", *rest]:
            lift(result(rest))
        case ["set", name, value, *rest]:
            place(name, float(value), "--lower" in rest)
        case _:
            sys.exit(__doc__)
    return 0


if __name__ == "__main__":
    sys.exit(main())
