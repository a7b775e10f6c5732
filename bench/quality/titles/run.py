#!/usr/bin/env python3
"""Pipes labelled headlines through the title parser and prints how it fares.

    run.py [--command "harrier title"] [--json] [--errors] GOLD.jsonl ...

The command reads JSON lines {"id", "title"} and writes {"id", "current_titles", "function", "seniority",
"is_decision_maker", "company"}. Gold lines carry the same keys. Without a gold file, own.jsonl beside this script is
used. `--json` prints the figures that bench/floors.json names; `--errors` lists every difference.
"""
import argparse
import collections
import json
import pathlib
import re
import shlex
import subprocess
import sys

HERE = pathlib.Path(__file__).parent


def plain(text):
    """Titles and names are compared without case and punctuation."""
    return re.sub(r"[^\w]+", " ", str(text or "").lower()).strip()


def predict(command, gold):
    lines = "".join(json.dumps({"id": row["id"], "title": row["title"]}, ensure_ascii=False) + "\n" for row in gold)
    done = subprocess.run(shlex.split(command), input=lines, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command}: exit {done.returncode}\n{done.stderr}")
    return {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}


def f1(hits, false, missed):
    return 2 * hits / (2 * hits + false + missed) if hits + false + missed else 1.0


def overlap(gold, guess, values):
    hits = false = missed = 0
    for row in gold:
        want, got = values(row), values(guess.get(row["id"], {}))
        hits, false, missed = hits + len(want & got), false + len(got - want), missed + len(want - got)
    return f1(hits, false, missed)


def score(gold, guess):
    def share(*keys):
        return sum(all(guess.get(r["id"], {}).get(k) == r[k] for k in keys) for r in gold) / len(gold)

    return {
        "titles": len(gold),
        "missing": sum(r["id"] not in guess for r in gold),
        "function_accuracy": share("function"),
        "seniority_accuracy": share("seniority"),
        "both_exact": share("function", "seniority"),
        "decision_maker_f1": overlap(gold, guess, lambda r: {1} if r.get("is_decision_maker") else set()),
        "current_titles_f1": overlap(gold, guess, lambda r: {plain(t) for t in r.get("current_titles") or []}),
        "company_f1": overlap(gold, guess, lambda r: {plain(r["company"])} if r.get("company") else set()),
    }


def table(name, gold, guess, figures):
    print(f"{name}: {figures['titles']} titles, {figures['missing']} missing")
    for key, value in list(figures.items())[2:]:
        print(f"  {key:20} {value:.3f}")
    for key in ("function", "seniority"):
        classes = collections.Counter(row[key] for row in gold)
        cells = []
        for label in sorted(classes):
            want = {r["id"] for r in gold if r[key] == label}
            got = {i for i, r in guess.items() if r.get(key) == label}
            cells.append(f"{label} {f1(len(want & got), len(got - want), len(want - got)):.2f} ({len(want)})")
        print(f"  {key} F1: " + "  ".join(cells))
    by_source = collections.defaultdict(list)
    for row in gold:
        mine = guess.get(row["id"], {})
        by_source[row.get("source", "?")].append(all(mine.get(k) == row[k] for k in ("function", "seniority")))
    print("  both exact by source: " + "  ".join(
        f"{source} {sum(hits) / len(hits):.3f} ({len(hits)})" for source, hits in sorted(by_source.items())))


def errors(gold, guess):
    for row in gold:
        mine = guess.get(row["id"], {})
        wrong = [f"{k} {mine.get(k)} for {row[k]}" for k in ("function", "seniority") if mine.get(k) != row[k]]
        if {plain(t) for t in mine.get("current_titles") or []} != {plain(t) for t in row["current_titles"]}:
            wrong.append(f"titles {mine.get('current_titles')} for {row['current_titles']}")
        if plain(mine.get("company")) != plain(row["company"]):
            wrong.append(f"company {mine.get('company')} for {row['company']}")
        if wrong:
            print(f"  {row['title']}: " + "; ".join(wrong))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", default=[str(HERE / "own.jsonl")])
    parser.add_argument("--command", default="harrier title")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    for path in options.gold:
        gold = [json.loads(line) for line in open(path) if line.strip()]
        guess = predict(options.command, gold)
        figures = score(gold, guess)
        if options.json:
            print(json.dumps({pathlib.Path(path).stem: {k: round(v, 4) for k, v in figures.items()}}))
        else:
            table(path, gold, guess, figures)
        if options.errors:
            errors(gold, guess)


if __name__ == "__main__":
    main()
