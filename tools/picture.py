#!/usr/bin/env python3
"""Takes docs/pictures/lead.png: a lead of the demo workspace with the words of one line lit.

    tools/picture.py [BASE_URL]      a server started with --demo (default http://127.0.0.1:8080); needs `make test`'s Python
"""
import json
import os
import pathlib
import sys
import urllib.request

from playwright.sync_api import sync_playwright

OUT = pathlib.Path(__file__).resolve().parents[1] / "docs/pictures/lead.png"
SIZE = {"width": 1280, "height": 800}
COMPANY = "Coastal Carts"


def lead(base: str) -> str:
    with urllib.request.urlopen(f"{base}/v1/leads?limit=50&sort=score") as answer:
        items = json.load(answer)["items"]
    return next((item for item in items if item["account"]["name"] == COMPANY), items[0])["id"]


def main(base: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        page.goto(f"{base}/app/leads/{lead(base)}")
        page.locator("[data-line]").nth(2).hover()
        page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")
        OUT.parent.mkdir(exist_ok=True)
        page.screenshot(path=str(OUT))
        browser.close()
    print(f"{OUT}: {OUT.stat().st_size >> 10} KB")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080")
