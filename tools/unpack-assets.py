#!/usr/bin/env python3
"""Unpacks the few files the web app serves from the pinned wheels. Usage: unpack-assets.py WHEELS OUT"""
import pathlib
import sys
import zipfile

WANTED = {
    "django_htmx/static/django_htmx/htmx-2.min.js": "htmx.min.js",
    "swagger_ui/static/swagger-ui-bundle.js": "swagger-ui/swagger-ui-bundle.js",
    "swagger_ui/static/swagger-ui.css": "swagger-ui/swagger-ui.css",
}


def main(wheels: str, out: str) -> None:
    missing = dict(WANTED)
    for wheel in sorted(pathlib.Path(wheels).glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in set(archive.namelist()) & set(missing):
                target = pathlib.Path(out) / missing.pop(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
    if missing:
        sys.exit(f"wheels do not hold {', '.join(sorted(missing))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
