// Small, optional behaviours, one file each. Every one listens on the document, so markup swapped in later needs no
// wiring. Nothing here is required to read a page: highlights light up by style sheet, forms post, links go.
import "./theme.js"; // first: it also tells the style sheets that scripts run
import "./pin.js";
import "./thread.js";
import "./keys.js";
import "./toast.js";
import "./forms.js";
