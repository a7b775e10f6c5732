// Thread: a line drawn from a score line to the words that earned it, in the leading and the gutter.
import { all, listen } from "./dom.js";

const top = 60; // the top bar: what is above it cannot be seen
const lead = 34; // the thread leaves a line at its first row of text

const svg = (name, attributes) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};

const clear = (root) => root.querySelector(":scope > .thread")?.remove();

// From the line's edge through the gutter, then below the line of text, so that it never looks like an underline.
const path = (box, from, mark) => {
  const to = mark.getClientRects()[0];
  if (!to || to.bottom < top || to.top > innerHeight) return [];
  const x1 = from.left - box.left, y1 = from.top + Math.min(from.height, lead) / 2 - box.top;
  const x2 = to.right - box.left, y2 = to.bottom - box.top - 1;
  if (x2 >= x1) return [];
  const edge = (mark.closest(".source")?.getBoundingClientRect().right ?? to.right) - box.left;
  const run = y2 + 5, bend = Math.max(x2 + 10, Math.min(x1 - 24, edge + 6)), pull = (x1 - bend) * .6;
  const d = `M${x1} ${y1} C${x1 - pull} ${y1} ${bend + pull} ${run} ${bend} ${run} L${x2 + 7} ${run} Q${x2} ${run} ${x2} ${y2}`;
  return [svg("path", { pathLength: 1, d }), svg("circle", { cx: x2, cy: y2, r: 2.5 })];
};

const draw = (root, line, still = false) => {
  clear(root);
  const layer = svg("svg", { class: "thread", "aria-hidden": "true", "data-kind": line.dataset.kind ?? "" });
  layer.toggleAttribute("data-still", still);
  const box = root.getBoundingClientRect(), from = line.getBoundingClientRect();
  for (const mark of all(`[data-lines~="${line.dataset.line}"]`, root)) layer.append(...path(box, from, mark));
  root.append(layer);
};

// Back to the pinned line, or to none.
const settle = (root, still = true) => {
  const pinned = root.querySelector("[data-line][data-pinned]");
  pinned ? draw(root, pinned, still) : clear(root);
};

const over = (event, line) => draw(line.closest(".evidence"), line);
const out = (event, line) => {
  if (!line.contains(event.relatedTarget)) settle(line.closest(".evidence"));
};
listen("mouseover", ".evidence [data-line]", over);
listen("mouseout", ".evidence [data-line]", out);
listen("focusin", ".evidence [data-line]", over);
listen("focusout", ".evidence [data-line]", out);
listen("pin", ".evidence", (event, root) => settle(root, false));

let frame = 0;
const redraw = () => {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => all(".evidence").forEach((root) => settle(root)));
};
addEventListener("scroll", redraw, { passive: true, capture: true });
addEventListener("resize", redraw);
