#!/usr/bin/env python3
"""Facts: `harrier read` against labelled texts; micro F1 over all attributes and F1 of those a score rests on."""
import collections
import json
import re
import sys

import gold

OWN = [gold.HERE / "facts/own.jsonl", gold.HERE / "facts/own2.jsonl"]
SHOWN = ["team_size", "is_marketing_hire", "email", "phone", "website", "company_name", "role_hired", "industry", "pain"]
# Only judged where the labels speak of them: silence there means nobody looked.
ONLY_WHERE_LABELLED = {"is_marketing_hire", "role_type", "industry"}


def key(attribute: str, value) -> tuple:
    text = "true" if value is True else "false" if value is False else str(value).casefold()
    if attribute == "funding_mentioned":
        text = "funding"
    elif attribute == "website":
        text = re.sub(r"^(https?://)?(www\.)?", "", text).split("/")[0]
    return attribute, " ".join(re.sub(r"[^\w+#@.-]+", " ", text).split())


def judge(documents: list[dict], found: dict) -> dict:
    """Right, false and missed per attribute; optional labels count neither way."""
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for document in documents:
        want = {key(fact["attribute"], fact["value"]): fact for fact in document["facts"]}
        have = {key(fact["attribute"], fact["value"]) for fact in found[document["id"]].get("facts", [])}
        labelled = {attribute for attribute, _ in want}
        used = set()
        for (attribute, value), fact in want.items():
            also = [(attribute, value)] + [key(attribute, other) for other in fact.get("accept", [])]
            hit = next((each for each in also if each in have and each not in used), None)
            used.add(hit)
            if not fact.get("optional"):
                counts[attribute][0 if hit else 2] += 1
        for attribute, value in have - used:
            if attribute not in ONLY_WHERE_LABELLED or attribute in labelled:
                counts[attribute][1] += 1
    return counts


def own(path) -> tuple[dict, float]:
    documents = gold.load(path)
    used = {fact["attribute"] for document in documents for fact in document["facts"]}
    counts = judge(documents, gold.answers("read", documents, "text"))
    counts = {attribute: count for attribute, count in counts.items() if attribute in used}
    total = gold.f1(*(sum(count[at] for count in counts.values()) for at in range(3)))
    row = {"set": path.stem, "texts": len(documents), "micro F1": total}
    return row | {name: gold.f1(*counts[name]) for name in SHOWN if name in counts}, total


def main() -> dict:
    rows, figures, corpora, notes = [], {}, {}, []
    for path in OWN:
        row, figures[f"facts_{path.stem}_micro_f1"] = own(path)
        rows.append(row)
        corpora[f"facts/{path.name}"] = gold.digest(path)
    folder = gold.shared("facts_gold")
    if folder is None:
        notes.append("the shared labelled set is not here (HARRIER_SHARED or ../shared); our own sets only")
    else:
        path = folder / "dev.jsonl"
        documents = gold.load(path)
        report = gold.scored(folder, path, gold.answers("read", documents, "text"))
        values = dict(re.findall(r"^(\S+(?: \(micro\))?)\s+P [\d.]+ R [\d.]+ F1 ([\d.]+)", report, re.M))
        rows.append({"set": "shared dev", "texts": len(documents), "micro F1": float(values["ALL (micro)"])}
                    | {name: float(values[name]) for name in SHOWN if name in values})
        figures["facts_dev_micro_f1"] = float(values["ALL (micro)"])
        figures |= {f"facts_dev_{name}_f1": float(values[name]) for name in SHOWN[:7] if name in values}
        corpora["facts_gold/dev.jsonl"] = gold.digest(path)
    return {"rows": rows, "figures": figures, "corpora": corpora, "notes": notes}


if __name__ == "__main__":
    json.dump(main(), sys.stdout, indent=1)
