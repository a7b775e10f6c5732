#!/usr/bin/env python3
"""Checks that an OpenAPI document is valid. Usage: openapi_check.py URL-OR-FILE

Needs `openapi-spec-validator` (tools/python.txt). Also checks what the specification leaves to taste and we promise:
every operation has a summary, a tag that is declared, a unique operationId and an error answer.
"""
import json
import pathlib
import sys
import urllib.request

from openapi_spec_validator import OpenAPIV31SpecValidator

METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}


def load(source: str) -> dict:
    if source.startswith(("http://", "https://")):
        with urllib.request.urlopen(source, timeout=10) as answer:
            return json.load(answer)
    return json.loads(pathlib.Path(source).read_text())


def promises(document: dict):
    tags = {tag["name"] for tag in document["tags"]}
    seen = {}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method not in METHODS:
                continue
            place = f"{method.upper()} {path}"
            if not operation.get("summary"):
                yield f"{place}: no summary"
            if not set(operation.get("tags", [])) <= tags:
                yield f"{place}: a tag that is not declared"
            if "default" not in operation["responses"]:
                yield f"{place}: no error answer"
            name = operation["operationId"]
            if name in seen:
                yield f"{place}: operationId {name} is also that of {seen[name]}"
            seen[name] = place


def main(source: str) -> None:
    document = load(source)
    wrong = [f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
             for error in OpenAPIV31SpecValidator(document).iter_errors()]
    wrong += promises(document)
    if wrong:
        sys.exit("\n".join(wrong))
    operations = sum(method in METHODS for item in document["paths"].values() for method in item)
    print(f"valid: OpenAPI {document['openapi']}, {len(document['paths'])} paths, {operations} operations")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
