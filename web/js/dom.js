// The three words the behaviours share.

/** All matches under a root, as an array. */
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Acts on events of a type whose target stands in a match of the selector. */
export const listen = (type, selector, act) =>
  document.addEventListener(type, (event) => {
    const hit = event.target.closest?.(selector);
    if (hit) act(event, hit);
  });

/** Acts now and after each swap. */
export const ready = (act) => {
  act();
  document.addEventListener("htmx:afterSettle", act);
};
