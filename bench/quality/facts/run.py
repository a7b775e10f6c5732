#!/usr/bin/env python3
"""Measures the fact reader: F1 per attribute, a drop-out of 30 % of the vocabulary, cost.

usage: run.py SCORER GOLD.jsonl [GOLD.jsonl ...] [--thin] [--errors [ATTRIBUTE ...]] [--mine]

SCORER is the standalone scorer that comes with the gold data. Attributes the gold file does not use are not judged.
--mine judges only the attributes named in MINE. Build first: swift build -c release --product readbench
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "../../.."))
MINE = {"company_name", "website", "email", "city", "country", "remote", "role_hired", "is_marketing_hire", "role_type"}


def predict(gold, extra=(), only=None):
    out = tempfile.NamedTemporaryFile(suffix=".jsonl", delete=False).name
    result = subprocess.run([os.path.join(ROOT, ".build/release/readbench"), gold, out, "--data",
                             os.path.join(ROOT, "data"), *extra], check=True, capture_output=True, text=True)
    used = {f["attribute"] for line in open(gold) for f in json.loads(line)["facts"]}
    keep = used & only if only else used
    rows = []
    for line in open(out):
        row = json.loads(line)
        row["facts"] = [f for f in row["facts"] if f["attribute"] in keep]
        rows.append(row)
    with open(out, "w") as file:
        file.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
    return out, result.stdout.strip()


def reduced(gold, only):
    if not only:
        return gold
    out = tempfile.NamedTemporaryFile(suffix=".jsonl", delete=False, mode="w")
    for line in open(gold):
        row = json.loads(line)
        row["facts"] = [f for f in row["facts"] if f["attribute"] in only]
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
    out.close()
    return out.name


def score(scorer, gold, predicted):
    result = subprocess.run([sys.executable, scorer, gold, predicted, "--boot", "60", "--spans"], check=True,
                            capture_output=True, text=True)
    return result.stdout


def errors(scorer, gold, predicted, attributes):
    source = open(scorer).read().split("a=[x for x in sys.argv")[0]
    space = {}
    exec(source, space)
    norm = space["norm"]
    found = {json.loads(line)["id"]: json.loads(line)["facts"] for line in open(predicted)}
    for line in open(gold):
        row = json.loads(line)
        want = {(f["attribute"], norm(f["attribute"], f["value"])): f for f in row["facts"]}
        have = {(f["attribute"], norm(f["attribute"], f["value"])): f for f in found[row["id"]]}
        accepted = {(k[0], norm(k[0], v)) for k, f in want.items() for v in f.get("accept", [])}
        missed = [k for k, f in want.items() if k not in have and not f.get("optional")
                  and not any((k[0], norm(k[0], v)) in have for v in f.get("accept", []))]
        judged = {k[0] for k in want}
        false = [k for k in have if k not in want and k not in accepted
                 and not (k[0] in ("industry", "role_type", "is_marketing_hire") and k[0] not in judged)]
        missed = [f"{a}={v}" for a, v in missed if not attributes or a in attributes]
        false = [f"{a}={v}" for a, v in false if not attributes or a in attributes]
        if missed or false:
            print(row["id"], "MISSED", missed, "FALSE", false)


def main():
    arguments = sys.argv[1:]
    only = MINE if "--mine" in arguments else None
    wanted = arguments[arguments.index("--errors") + 1:] if "--errors" in arguments else None
    if wanted is not None:
        arguments = arguments[:arguments.index("--errors")]
        wanted = [w for w in wanted if not w.startswith("--")]
    scorer, *golds = [a for a in arguments if not a.startswith("--")]
    for gold in golds:
        judged = reduced(gold, only)
        predicted, cost = predict(gold, ("--time", "5"), only)
        print("==", os.path.basename(gold), cost)
        print(score(scorer, judged, predicted))
        if wanted is not None:
            errors(scorer, judged, predicted, wanted)
        if "--thin" in arguments:
            for seed in "123":
                predicted, _ = predict(gold, ("--thin", "0.3", "--seed", seed), only)
                print("== 30 % left out, seed", seed)
                print(score(scorer, judged, predicted))


if __name__ == "__main__":
    main()
