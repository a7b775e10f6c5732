"""What every browser test shares: one Chromium, and pages opened in a given size, theme and manner."""
import contextlib
import os
import pathlib
import unittest

from playwright.sync_api import sync_playwright

WIDTHS = (1440, 768, 320)
THEMES = ("light", "dark")
HEIGHT = 900
SHOTS = os.environ.get("SHOTS")


class BrowserTestCase(unittest.TestCase):
    """Opens pages under `self.base`; a page that logs an error or breaks the content policy fails its test."""

    base = ""

    @classmethod
    def setUpClass(cls):
        cls.playwright = sync_playwright().start()
        cls.chromium = cls.playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])

    @classmethod
    def tearDownClass(cls):
        cls.chromium.close()
        cls.playwright.stop()

    @contextlib.contextmanager
    def page(self, path="about:blank", width=1440, theme="light", **options):
        """A page of its own, opened at a path."""
        if width <= 320:
            options = {"has_touch": True, "is_mobile": True, **options}
        context = self.chromium.new_context(
            viewport={"width": width, "height": HEIGHT}, color_scheme=theme, base_url=self.base, **options)
        page = context.new_page()
        errors = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        try:
            page.goto(path)
            yield page
            self.assertEqual(errors, [], f"{path} logs errors")
        finally:
            context.close()

    def shoot(self, page, name, whole=False):
        """Keeps a picture when SHOTS names a folder."""
        if SHOTS:
            pathlib.Path(SHOTS).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{SHOTS}/{name}.png", full_page=whole)

    def assert_fits(self, page, what):
        """Nothing is wider than the window; wide tables scroll inside their own region."""
        wide = page.evaluate(
            """() => {
                const limit = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= limit) return [];
                return [...document.querySelectorAll("body *")]
                    .filter((e) => e.getBoundingClientRect().right > limit + .5 && !e.closest(".table-wrap"))
                    .map((e) => `${e.tagName}.${e.getAttribute("class") ?? ""}`);
            }""")
        self.assertEqual(wide, [], f"{what} scrolls sideways")


def background(page, selector):
    """The rendered background colour of the first match, once transitions are over."""
    page.wait_for_timeout(200)
    return page.locator(selector).first.evaluate("(e) => getComputedStyle(e).backgroundColor")
