#!/usr/bin/env python3
"""Trains data/models/occupations.bin, the back-off of the title parser.

    train.py ALTERNATE_TITLES.tsv OCCUPATIONS.tsv [--vocabulary data/lexicon/titles/functions] [--out FILE]
             [--hold-out SHARE] [--without GOLD.jsonl] [--seed N]

The two files are O*NET's "Alternate Titles" and "Occupation Data" (https://www.onetcenter.org, by the U.S. Department
of Labor, Employment and Training Administration, CC BY 4.0), columns SOC code and title first. Titles are mapped to
the sixteen functions by soc_functions.tsv. `--vocabulary` adds our own phrases, which teach
it the beginnings of words in other languages and of trades O*NET has no name for. `--hold-out 0.33` leaves out a random third and reports how it fares;
`--without` leaves out every title of a labelled file, so that the model can be judged on it. Needs numpy.
"""
import argparse
import collections
import csv
import json
import pathlib
import random
import re
import struct
import unicodedata

import numpy as np

# Order of the classes in the file: JobFunction.allCases.
FUNCTIONS = ("marketing sales engineering product finance hr operations legal it data design support "
             "executive education healthcare other").split()
BITS = 13          # 8 192 rows: 18 held-out points of 1 000 below 2^18 rows, at 128 KB
EPOCHS = 14
RATE = 0.25
DECAY = 2e-6
PRIOR_POWER = 0.5  # classes weigh by size^-0.5: two thirds of O*NET are trades, of headlines they are a tenth
PHRASE_COPIES = 2  # each phrase of the vocabulary counts as two titles; one and three fare alike
HERE = pathlib.Path(__file__).parent


def word_key(data):
    """Lexicon's WordKey: FNV-1a, 64 bits, with a final mix."""
    state = 0xcbf29ce484222325
    for byte in data:
        state = ((state ^ byte) * 0x100000001b3) & 0xffffffffffffffff
    mixed = ((state ^ (state >> 32)) * 0xd6e8feb86659fd93) & 0xffffffffffffffff
    return mixed ^ (mixed >> 32)


ROWS = {}


def row(feature):
    if feature not in ROWS:
        ROWS[feature] = word_key(feature) >> (64 - BITS)
    return ROWS[feature]


def fold(text):
    text = text.lower().replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("æ", "ae").replace("œ", "oe")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not "\u0300" <= c <= "\u036f")


def words(title):
    """As the parser cuts: letters and digits, an apostrophe with the shorter side."""
    title = re.sub(r"(\w)'(\w{1,2})\b", r"\1 '\2", fold(title))
    return [w.encode() for w in re.findall(r"c\+\+|c#|'?[^\W_]+", title)]


def features(title):
    """The rows a title lights up; OccupationFeatures in Swift does the same."""
    out, last = [], b""
    for word in words(title):
        out.append(row(b"w " + word))
        out.append(row(b"b " + last + b" " + word if last else b"f " + word))
        padded = b"<" + word[:32] + b">"
        for start in range(len(padded)):
            for length in range(3, 6):
                if start + length <= len(padded):
                    out.append(row(padded[start:start + length]))
        last = word
    return out + [row(b"h " + last)] if last else out


def read_titles(alternate, occupations):
    prefixes = [line.split("\t")[:2] for line in (HERE / "soc_functions.tsv").read_text().splitlines()
                if not line.startswith(("#", "soc\t"))]
    prefixes.sort(key=lambda p: -len(p[0]))

    def function(code):
        return next((f for p, f in prefixes if code.startswith(p)), "other")

    counts = collections.defaultdict(collections.Counter)
    for path in (alternate, occupations):
        with open(path, newline="") as file:
            for code, title, *_ in list(csv.reader(file, delimiter="\t"))[1:]:
                counts[normal(title)][function(code)] += 1
    return {title: count.most_common(1)[0][0] for title, count in counts.items()}


def normal(title):
    return " ".join(re.sub(r"\(.*?\)", "", title.lower()).split())


def read_phrases(folder):
    """Decisive phrases and heads in Latin letters; the executive class is left to the words themselves."""
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        for entry in json.loads(path.read_text())["entries"]:
            if path.stem != "executive" and entry["gives"] in ("decisive", "head"):
                yield from ((phrase, path.stem) for phrase in entry["say"] if max(map(ord, phrase)) < 0x250)


def matrix(titles):
    rows = [features(t) for t in titles]
    width = max(map(len, rows))
    index = np.full((len(rows), width), 1 << BITS, dtype=np.int32)  # the row after the last stays zero
    for at, row_ in enumerate(rows):
        index[at, :len(row_)] = row_
    return index, 1 / np.sqrt(np.maximum([len(r) for r in rows], 1)).astype(np.float32)


def softmax(scores):
    scores = np.exp(scores - scores.max(1, keepdims=True))
    return scores / scores.sum(1, keepdims=True)


def train(titles, labels, seed):
    """Multinomial logistic regression by AdaGrad over sparse rows."""
    index, norm = matrix(titles)
    classes = len(FUNCTIONS)
    weight = np.zeros(((1 << BITS) + 1, classes), np.float32)
    bias = np.zeros(classes, np.float32)
    squares = np.full_like(weight, 1e-3)
    bias_squares = np.full_like(bias, 1e-3)
    sizes = np.bincount(labels, minlength=classes)
    importance = np.where(sizes > 0, (sizes.max() / np.maximum(sizes, 1)) ** PRIOR_POWER, 0).astype(np.float32)
    importance /= (importance[labels]).mean()
    order = np.arange(len(labels))
    shuffle = np.random.default_rng(seed)
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for start in range(0, len(order), 256):
            batch = order[start:start + 256]
            rows = index[batch]
            error = softmax(weight[rows].sum(1) * norm[batch, None] + bias)
            error[np.arange(len(batch)), labels[batch]] -= 1
            error *= importance[labels[batch], None]
            touched, inverse = np.unique(rows, return_inverse=True)
            gradient = np.zeros((len(touched), classes), np.float32)
            np.add.at(gradient, inverse.reshape(rows.shape), (error * norm[batch, None])[:, None, :])
            gradient = gradient / 256 * 16 + DECAY * weight[touched]
            squares[touched] += gradient ** 2
            weight[touched] -= RATE * gradient / np.sqrt(squares[touched])
            weight[-1] = 0
            step = error.mean(0)
            bias_squares += step ** 2
            bias -= RATE * step / np.sqrt(bias_squares)
    return weight[:-1], bias


def report(weight, bias, titles, labels):
    index, norm = matrix(titles)
    padded = np.vstack([weight, np.zeros((1, weight.shape[1]), weight.dtype)])
    guess = np.concatenate([(padded[index[i:i + 512]].sum(1) * norm[i:i + 512, None] + bias).argmax(1)
                            for i in range(0, len(labels), 512)])
    print(f"held out {len(labels)}: accuracy {np.mean(guess == labels):.4f}")
    for at, name in enumerate(FUNCTIONS):
        if (labels == at).any():
            hit = (guess[labels == at] == at).mean()
            right = (labels[guess == at] == at).mean() if (guess == at).any() else float("nan")
            print(f"  {name:12} recall {hit:.3f} precision {right:.3f} ({(labels == at).sum()})")


def write(path, weight, bias):
    scale = float(np.abs(weight).max()) / 127
    data = b"HTOM" + bytes([BITS, len(FUNCTIONS)]) + struct.pack("<f", scale)
    data += bias.astype("<f4").tobytes() + np.clip(np.rint(weight / scale), -127, 127).astype(np.int8).tobytes()
    pathlib.Path(path).write_bytes(data)
    print(f"{path}: {len(data)} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("alternate")
    parser.add_argument("occupations")
    parser.add_argument("--out")
    parser.add_argument("--vocabulary")
    parser.add_argument("--hold-out", type=float, default=0)
    parser.add_argument("--without")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    titles = read_titles(options.alternate, options.occupations)
    if options.without:
        banned = {normal(json.loads(line)["title"]) for line in open(options.without)}
        titles = {t: f for t, f in titles.items() if t not in banned}
    names = sorted(titles)
    labels = np.array([FUNCTIONS.index(titles[t]) for t in names])
    draw = random.Random(options.seed)
    held = np.array([draw.random() < options.hold_out for _ in names])
    own = list(read_phrases(options.vocabulary)) * PHRASE_COPIES if options.vocabulary else []
    weight, bias = train(
        [t for t, h in zip(names, held) if not h] + [phrase for phrase, _ in own],
        np.concatenate([labels[~held], np.array([FUNCTIONS.index(f) for _, f in own], dtype=labels.dtype)]),
        options.seed)
    if held.any():
        report(weight, bias, [t for t, h in zip(names, held) if h], labels[held])
    if options.out:
        write(options.out, weight, bias)


if __name__ == "__main__":
    main()
