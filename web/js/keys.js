// Keys: j and k walk [data-walk-item]s, one letter presses the visible control that owns it, ? opens the list.
import { all } from "./dom.js";

const isTyping = (target) =>
  target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

const walk = (step) => {
  const items = all("[data-walk] [data-walk-item]").filter((item) => item.checkVisibility());
  if (!items.length) return false;
  const held = document.activeElement?.closest("[data-walk-item]");
  const at = items.findIndex((item) => item === held || (!held && item.getAttribute("aria-current") === "true"));
  const next = items[Math.max(0, Math.min(items.length - 1, at < 0 ? 0 : at + step))];
  items.forEach((item) => item.removeAttribute("aria-current"));
  next.setAttribute("aria-current", "true");
  next.querySelector("a, button")?.focus();
  next.dispatchEvent(new CustomEvent("walk", { bubbles: true })); // hx-trigger="walk" loads the preview
  return true;
};

// On a lead there are no rows to walk: j and k step through the score lines.
const step = (by) => {
  const lines = all(".evidence .line-hit");
  if (!lines.length) return false;
  const at = lines.indexOf(document.activeElement);
  lines[Math.max(0, Math.min(lines.length - 1, at < 0 ? 0 : at + by))].focus();
  return true;
};

const press = (key) => {
  const owner = all("[data-key]").find((item) => item.dataset.key === key && item.checkVisibility());
  if (!owner) return false;
  owner.matches("input, textarea, select") ? owner.focus() : owner.click();
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  const by = { j: 1, k: -1 }[event.key];
  if (by ? walk(by) || step(by) : press(event.key)) event.preventDefault();
  if (event.key === "?") document.querySelector("dialog[data-keymap]")?.showModal();
});
