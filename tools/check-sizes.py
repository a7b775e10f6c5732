#!/usr/bin/env python3
"""House style rule 7: no source file over 500 lines, no function over 60."""
import pathlib
import re
import sys

FILE_LIMIT, FUNCTION_LIMIT = 500, 60
OPENING = re.compile(r"^(\s*)(?:@\S+\s+)*(?:(?:package|public|private|fileprivate|internal|static|mutating|override|"
                     r"nonisolated|borrowing|consuming|convenience)\s+)*(func\b|init\b|subscript\b)")


def long_functions(lines):
    for number, line in enumerate(lines):
        if not (opening := OPENING.match(line)) or ("{" in line and line.count("{") == line.count("}")):
            continue
        closing = opening.group(1) + "}"
        for end in range(number + 1, len(lines)):
            if lines[end].rstrip() == closing or lines[end].startswith(closing + " "):
                if end - number + 1 > FUNCTION_LIMIT:
                    yield number + 1, end - number + 1
                break
            if OPENING.match(lines[end]) and len(OPENING.match(lines[end]).group(1)) <= len(opening.group(1)):
                break


def main():
    wrong = []
    for path in sorted(pathlib.Path("Sources").rglob("*.swift")):
        lines = path.read_text().splitlines()
        if len(lines) > FILE_LIMIT:
            wrong.append(f"{path}: {len(lines)} lines; split it by noun (limit {FILE_LIMIT})")
        wrong += [f"{path}:{at}: a function of {size} lines (limit {FUNCTION_LIMIT})" for at, size in long_functions(lines)]
    sys.exit("\n".join(wrong) if wrong else 0)


if __name__ == "__main__":
    main()
