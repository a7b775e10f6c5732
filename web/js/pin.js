// Pin: a click or Enter on a score line keeps its words lit and opens what is known of it; Escape lets go.
import { all, listen } from "./dom.js";

// The height of the top bar, under which nothing can be seen.
const top = 60;
const isWide = () => innerWidth > 900;

const pin = (line, on) => {
  const root = line.closest(".evidence");
  all("[data-line]", root).forEach((other) => {
    const isPinned = on && other === line;
    other.toggleAttribute("data-pinned", isPinned);
    other.querySelector(".line-hit").setAttribute("aria-pressed", String(isPinned));
  });
  root.dispatchEvent(new CustomEvent("pin", { bubbles: true }));
};

listen("click", ".evidence .line-hit", (event, button) => {
  const line = button.closest("[data-line]");
  const on = !line.hasAttribute("data-pinned");
  pin(line, on);
  const first = line.closest(".evidence").querySelector(`[data-lines~="${line.dataset.line}"]`);
  if (!on || !first || !isWide()) return;
  const box = first.getBoundingClientRect();
  if (box.top < top || box.bottom > innerHeight) first.scrollIntoView({ block: "center" });
});

// Words lead back to the first line they feed.
listen("click", ".evidence mark[data-lines]", (event, mark) => {
  const [key] = mark.dataset.lines.split(" ");
  mark.closest(".evidence").querySelector(`[data-line="${key}"] .line-hit`)?.focus({ preventScroll: isWide() });
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") all("[data-line][data-pinned]").forEach((line) => pin(line, false));
});
