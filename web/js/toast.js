// Toast: what the server printed goes after eight seconds, unless someone is about to use it.
import { all, ready } from "./dom.js";

const wait = 8000;

const arm = (toast) => {
  if (toast.dataset.armed) return;
  toast.dataset.armed = "yes";
  let timer = 0;
  const go = () => { timer = setTimeout(() => toast.remove(), wait); };
  const stay = () => clearTimeout(timer);
  toast.addEventListener("mouseenter", stay);
  toast.addEventListener("focusin", stay);
  toast.addEventListener("mouseleave", go);
  toast.addEventListener("focusout", go);
  go();
};

ready(() => all("[data-toast]").forEach(arm));

// The address that carried the news would tell it again on a reload.
const told = new URL(location.href);
if (told.searchParams.has("was")) {
  told.searchParams.delete("was");
  history.replaceState(null, "", told);
}

// A swap that the server refused: say so, and leave the page as it was.
const say = (words) => {
  const toast = Object.assign(document.createElement("div"), { className: "toast" });
  toast.append(Object.assign(document.createElement("span"), { textContent: words }));
  document.getElementById("toasts")?.replaceChildren(toast);
  arm(toast);
};
document.addEventListener("htmx:responseError", (event) =>
  say(`That was not stored: the server answered ${event.detail.xhr.status}.`));
document.addEventListener("htmx:sendError", () => say("That was not stored: the server did not answer."));
