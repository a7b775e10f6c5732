// Forms: a button says that it is busy, a file can be dropped, a menu closes.
import { all, listen } from "./dom.js";

listen("submit", "form[data-busy]", (event, form) => {
  const button = event.submitter ?? form.querySelector("[type=submit]");
  button?.setAttribute("aria-busy", "true");
});
// Coming back by the browser's arrow finds the page as it was left.
addEventListener("pageshow", () =>
  all("[aria-busy=true]").forEach((button) => button.removeAttribute("aria-busy")));

// Ctrl+Enter sends the text one is writing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.target.closest?.("textarea")?.form?.requestSubmit();
});

const over = (event, form) => {
  event.preventDefault();
  form.toggleAttribute("data-over", event.type === "dragover");
};
listen("dragover", "form[data-drop]", over);
listen("dragleave", "form[data-drop]", over);
listen("drop", "form[data-drop]", (event, form) => {
  over(event, form);
  const input = form.querySelector("input[type=file]");
  if (!input || !event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  form.requestSubmit();
});

// A click elsewhere, or Escape, closes an open menu.
document.addEventListener("click", (event) =>
  all("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") all("details.menu[open]").forEach((menu) => { menu.open = false; });
});
