"""Every page in every state, from the goldens: sizes, themes, contrast, highlight, keys, no scripts."""
import itertools
import unittest

import goldens
from chromium import THEMES, WIDTHS, BrowserTestCase, background
from contrast import faint_words

YELLOW = {"light": "rgb(255, 207, 63)", "dark": "rgb(240, 185, 28)"}  # --eye-lit
# Left out of the 44-pixel rule: words within a sentence, and a row whose link covers it whole.
TARGETS = "button, summary, select, input:not([type=hidden]), a.button, a.chip, a.rail-link"

SMALL = """(targets) => [...document.querySelectorAll(targets)]
  .filter((e) => e.checkVisibility() && (e.closest(".jump") ?? e).getBoundingClientRect().height < 44)
  .map((e) => e.outerHTML.slice(0, 80))"""
NAMELESS = """() => [...document.querySelectorAll("button, a, input:not([type=hidden]), select, textarea")]
  .filter((e) => e.checkVisibility() && !(e.getAttribute("aria-label") || e.textContent.trim() || e.labels?.length))
  .map((e) => e.outerHTML.slice(0, 80))"""


class Pages(BrowserTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server, cls.base = goldens.serve()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        super().tearDownClass()

    def test_every_page_fits_and_reads_in_every_size_and_theme(self):
        for width, theme in itertools.product(WIDTHS, THEMES):
            with self.page(width=width, theme=theme, reduced_motion="reduce") as page:  # at rest
                for name in goldens.NAMES:
                    with self.subTest(page=name, width=width, theme=theme):
                        page.goto(name)
                        self.assert_fits(page, name)
                        faint, count = faint_words(page)
                        self.assertGreater(count, 4)
                        self.assertEqual(faint, [], f"{name} has faint words")
                        self.shoot(page, f"{name}-{width}-{theme}")

    def test_every_page_has_one_heading_a_title_and_named_controls(self):
        with self.page() as page:
            for name in goldens.NAMES:
                with self.subTest(page=name):
                    page.goto(name)
                    self.assertEqual(page.locator("h1").count(), 1)
                    self.assertTrue(page.title())
                    self.assertEqual(page.evaluate(NAMELESS), [])

    def test_targets_are_large_enough_for_a_finger(self):
        with self.page(width=320) as page:
            for name in goldens.NAMES:
                with self.subTest(page=name):
                    page.goto(name)
                    self.assertEqual(page.evaluate(SMALL, TARGETS), [])

    def test_pointing_at_a_line_lights_its_words_and_dims_the_others(self):
        for theme in THEMES:
            with self.subTest(theme=theme), self.page("lead", theme=theme) as page:
                rest = background(page, "#w-1")
                page.hover("[data-line=d] .line-hit")
                self.assertEqual(background(page, "mark[data-lines=d]"), YELLOW[theme])
                self.assertEqual(background(page, "mark[data-lines~=f]"), YELLOW[theme])
                self.assertNotIn(background(page, "mark[data-lines=a]"), (YELLOW[theme], rest))
                self.assertEqual(page.locator(".thread path").count(), 2)
                page.mouse.move(5, 5)
                self.assertEqual(background(page, "mark[data-lines=d]"), rest)
                self.assertEqual(page.locator(".thread").count(), 0)

    def test_pointing_at_words_lights_every_line_they_feed(self):
        with self.page("lead") as page:
            page.hover("mark[data-lines='d f']")
            lit = background(page, "[data-line=d] .line-hit")
            self.assertEqual(background(page, "[data-line=f] .line-hit"), lit)
            self.assertNotEqual(background(page, "[data-line=a] .line-hit"), lit)

    def test_a_cap_lights_the_lines_it_holds_down(self):
        with self.page("lead") as page:
            page.hover("[data-line=g] .line-hit")
            lit = {background(page, f"[data-line={key}] .line-hit") for key in "def"}
            self.assertEqual(len(lit), 1)
            self.assertNotIn(background(page, "[data-line=a] .line-hit"), lit)

    def test_focus_lights_and_enter_pins_until_escape(self):
        with self.page("lead") as page:
            page.focus("[data-line=e] .line-hit")
            self.assertEqual(background(page, "mark[data-lines=e]"), YELLOW["light"])
            page.keyboard.press("Enter")
            self.assertEqual(page.get_attribute("[data-line=e] .line-hit", "aria-pressed"), "true")
            self.assertTrue(page.locator("[data-line=e] .line-more").is_visible())
            self.shoot(page, "lead-pinned")
            page.locator("h1").click()
            self.assertEqual(background(page, "mark[data-lines=e]"), YELLOW["light"])
            page.keyboard.press("Escape")
            self.assertEqual(page.get_attribute("[data-line=e] .line-hit", "aria-pressed"), "false")

    def test_the_highlight_needs_no_script(self):
        with self.page("lead", java_script_enabled=False) as page:
            page.hover("[data-line=e] .line-hit")
            self.assertEqual(background(page, "mark[data-lines=e]"), YELLOW["light"])
            self.assertFalse(page.locator("[data-theme-toggle]").is_visible())
            page.click("[data-line=e] .line-hit")
            self.assertTrue(page.locator("[data-line=e] .line-more").is_visible())
            page.click("[data-line=e] .line-more a")
            self.assertTrue(page.url.endswith("#w-5"), page.url)

    def test_j_and_k_walk_and_enter_opens(self):
        with self.page("inbox") as page:
            page.keyboard.press("j")
            current = page.locator("[aria-current=true] .who a")
            self.assertEqual(current.inner_text(), "Corncrake Cycles")
            page.wait_for_timeout(300)
            self.assertEqual(page.locator("#peek h2").inner_text(), "Thistle & Loom")  # the one preview there is
            page.keyboard.press("k")
            self.assertEqual(current.inner_text(), "Thistle & Loom")
            self.assertEqual(page.evaluate("document.activeElement.textContent"), "Thistle & Loom")

    def test_keys_press_what_they_are_printed_on_and_never_while_typing(self):
        with self.page("lead") as page:
            page.keyboard.press("n")
            self.assertEqual(page.evaluate("document.activeElement.id"), "note")
            page.keyboard.type("e?/j")
            self.assertEqual(page.input_value("#note"), "e?/j")
            page.keyboard.press("Escape")
            page.keyboard.press("?")
            self.assertTrue(page.locator("dialog[data-keymap]").is_visible())
            page.keyboard.press("Escape")
            page.keyboard.press("/")
            self.assertEqual(page.evaluate("document.activeElement.name"), "q")

    def test_the_theme_turns_and_is_told_to_the_server(self):
        with self.page("lead") as page:
            paper = background(page, "body")
            for theme in ("light", "dark"):
                page.click("[data-theme-toggle]")
                self.assertEqual(page.get_attribute("html", "data-theme"), theme)
            self.assertNotEqual(background(page, "body"), paper)
            self.assertIn("theme=dark", page.evaluate("document.cookie"))

    def test_a_theme_from_the_cookie_is_there_before_any_script(self):
        with self.page("lead-moved", theme="light", java_script_enabled=False) as page:
            self.assertEqual(background(page, "body"), "rgb(14, 19, 17)")

    def test_a_toast_goes_after_eight_seconds_unless_someone_is_at_it(self):
        with self.page("lead-moved") as page:
            page.clock.install()
            page.reload()
            page.clock.run_for(7000)
            self.assertTrue(page.locator(".toast").is_visible())
            page.hover(".toast")
            page.clock.run_for(9000)
            self.assertTrue(page.locator(".toast").is_visible())
            page.mouse.move(5, 5)
            page.clock.run_for(8100)
            self.assertEqual(page.locator(".toast").count(), 0)

    def test_every_focusable_thing_shows_its_ring(self):
        for name in ("lead", "inbox", "paste", "import-preview"):
            with self.subTest(page=name), self.page(name) as page:
                for _ in range(page.locator("a, button, input, select, textarea, summary").count()):
                    page.keyboard.press("Tab")
                    ringless = page.evaluate(
                        """() => {
                            const e = document.activeElement;
                            if (e === document.body) return "";
                            const rings = [e, e.closest(".jump")].filter(Boolean)
                                .flatMap((x) => [getComputedStyle(x), getComputedStyle(x, "::after")]);
                            return rings.some((s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1)
                                ? "" : e.outerHTML.slice(0, 80);
                        }""")
                    self.assertEqual(ringless, "")

    def test_reduced_motion_and_forced_colours_keep_the_page_readable(self):
        with self.page("lead", reduced_motion="reduce", forced_colors="active") as page:
            page.hover("[data-line=e] .line-hit")
            self.assertEqual(background(page, "mark[data-lines=e]"), YELLOW["light"])
            self.shoot(page, "lead-forced-colors")


if __name__ == "__main__":
    unittest.main()
