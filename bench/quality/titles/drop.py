#!/usr/bin/env python3
"""Copies data/ with a share of the title phrases left out: how the parser fares on titles nobody listed.

    drop.py DATA OUT [--share 0.3] [--seed 1]

A phrase of functions, ranks and traps goes when the seeded hash of its text falls below the share, so the same seed
always leaves out the same phrases. Judge the parser over OUT with run.py; three seeds each at 0.3 and 0.6 give the
drop-out rows of the README.
"""
import argparse
import hashlib
import json
import pathlib
import shutil


def stays(phrase, share, seed):
    digest = hashlib.blake2b(f"{seed}:{phrase}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64 >= share


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("out")
    parser.add_argument("--share", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    shutil.copytree(options.data, options.out, dirs_exist_ok=True)
    folder = pathlib.Path(options.out) / "lexicon" / "titles"
    for path in [folder / "ranks.json", folder / "traps.json", *sorted((folder / "functions").glob("*.json"))]:
        file = json.loads(path.read_text())
        for entry in file["entries"]:
            phrases = [entry["say"]] if isinstance(entry["say"], str) else entry["say"]
            entry["say"] = [p for p in phrases if stays(p, options.share, options.seed)]
        file["entries"] = [entry for entry in file["entries"] if entry["say"]]
        path.write_text(json.dumps(file, ensure_ascii=False))


if __name__ == "__main__":
    main()
