#!/usr/bin/env python3
"""Holds data/schema/scorecard.schema.json against the shipped scorecards and the broken ones.

Every shipped scorecard must be valid. A broken one marked "schema": true must be invalid; one marked false breaks a
rule that spans several values, which only the loader knows.
"""

import copy
import json
import pathlib
import sys

import jsonschema

root = pathlib.Path(__file__).resolve().parents[2]
schema = json.loads((root / "data/schema/scorecard.schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
cards = {p.stem: json.loads(p.read_text()) for p in (root / "data/scorecards").glob("*.json")}


def steps(pointer):
    return pointer.split("/")[1:]


def parent(document, pointer):
    for step in steps(pointer)[:-1]:
        document = document[int(step)] if isinstance(document, list) else document[step]
    last = steps(pointer)[-1]
    return document, int(last) if isinstance(document, list) else last


def broken(case):
    document = copy.deepcopy(cards[case["card"]])
    if case["path"] == "":
        return case["value"]
    if case["op"] == "move":
        holder, key = parent(document, case["from"])
        case = {**case, "value": holder.pop(key)}
    holder, key = parent(document, case["path"])
    if case["op"] == "remove":
        holder.pop(key)
    else:
        holder[key] = case["value"]
    return document


failures = []
for name, card in sorted(cards.items()):
    failures += [f"{name}: {error.message}" for error in validator.iter_errors(card)]
lines = (root / "Tests/ScoringTests/Fixtures/broken.jsonl").read_text().splitlines()
for case in map(json.loads, lines):
    if validator.is_valid(broken(case)) == case["schema"]:
        failures.append(f"{case['says']}: the schema {'accepts' if case['schema'] else 'refuses'} it")
print("\n".join(failures) or f"{len(cards)} scorecards valid, {len(lines)} broken ones as expected")
sys.exit(bool(failures))
