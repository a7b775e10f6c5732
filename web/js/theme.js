// Theme: system → light → dark → system. The cookie lets the server print it before the first paint.
import { all, listen } from "./dom.js";

const root = document.documentElement;
const order = ["", "light", "dark"];
const year = 31536000;

root.setAttribute("data-scripted", "");

const show = (theme) => {
  root.setAttribute("data-switching", ""); // no half-faded colours while the theme turns over
  requestAnimationFrame(() => requestAnimationFrame(() => root.removeAttribute("data-switching")));
  theme ? root.setAttribute("data-theme", theme) : root.removeAttribute("data-theme");
  all("[data-theme-toggle]").forEach((button) =>
    button.setAttribute("aria-label", `Theme: ${theme || "as system"}. Change`));
};

listen("click", "[data-theme-toggle]", () => {
  const next = order[(order.indexOf(root.getAttribute("data-theme") ?? "") + 1) % order.length];
  document.cookie = `theme=${next || "system"}; path=/; max-age=${year}; samesite=lax`;
  show(next);
});
