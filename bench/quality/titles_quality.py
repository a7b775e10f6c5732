#!/usr/bin/env python3
"""Titles: `harrier title` against labelled titles and headlines; function, seniority, decision maker."""
import json
import re
import sys

import gold

OWN = gold.HERE / "titles/own.jsonl"


def judge(rows: list[dict], found: dict) -> dict:
    def share(name):
        return sum(found[row["id"]][name] == row[name] for row in rows) / len(rows)

    said = [(bool(row["is_decision_maker"]), bool(found[row["id"]]["is_decision_maker"])) for row in rows]
    return {"function": share("function"), "seniority": share("seniority"),
            "decision maker F1": gold.f1(said.count((True, True)), said.count((False, True)), said.count((True, False)))}


def main() -> dict:
    sets, notes = [("own", "titles/own.jsonl", OWN)], []
    folder = gold.shared("titles_gold")
    if folder is None:
        notes.append("the shared labelled set is not here (HARRIER_SHARED or ../shared); our own set only")
    else:
        sets.append(("dev", "titles_gold/dev.jsonl", folder / "dev.jsonl"))
    rows, figures, corpora = [], {}, {}
    for name, corpus, path in sets:
        titles = gold.load(path)
        found = gold.answers("title", titles, "title")
        values = judge(titles, found)
        if name == "dev":
            report = gold.scored(folder, path, found)
            values["function"], values["seniority"] = (
                float(re.search(rf"^{word} accuracy ([\d.]+)", report, re.M)[1]) for word in ("function", "seniority"))
            values["decision maker F1"] = float(re.search(r"^decision maker .* F1 ([\d.]+)", report, re.M)[1])
        rows.append({"set": name, "titles": len(titles)} | values)
        figures |= {f"titles_{name}_{key.replace(' ', '_').lower()}": value for key, value in values.items()}
        corpora[corpus] = gold.digest(path)
    return {"rows": rows, "figures": figures, "corpora": corpora, "notes": notes}


if __name__ == "__main__":
    json.dump(main(), sys.stdout, indent=1)
