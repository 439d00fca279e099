// Drawings of the child's page: faces that differ by the mouth alone, and a quiet landscape.

import { shape } from "./dom.js";

const MOUTHS = { up: "M20 40 Q32 53 44 40", flat: "M21 44 H43", wavy: "M18 45 Q22.5 39 27 44 T36 44 T46 43", down: "M20 48 Q32 35 44 48" };

export function face(kind, looks) {
  return shape("svg", { viewBox: "0 0 64 64", class: "own-face", role: "img", "aria-label": looks },
    shape("circle", { cx: 32, cy: 32, r: 29.5, class: "own-face-skin" }),
    shape("circle", { cx: 15.5, cy: 39, r: 4.5, class: "own-face-cheek" }),
    shape("circle", { cx: 48.5, cy: 39, r: 4.5, class: "own-face-cheek" }),
    shape("ellipse", { cx: 22.5, cy: 27, rx: 3.1, ry: 4.2, class: "own-face-eye" }),
    shape("ellipse", { cx: 41.5, cy: 27, rx: 3.1, ry: 4.2, class: "own-face-eye" }),
    shape("path", { d: MOUTHS[kind], class: "own-face-mouth" }));
}

export function landscape() {
  return shape("svg", { viewBox: "0 0 320 120", class: "own-landscape", "aria-hidden": "true", focusable: "false" },
    shape("circle", { cx: 236, cy: 46, r: 24, class: "own-sun" }),
    shape("path", { d: "M58 40 q8 -12 20 -5 q10 -10 20 1 q12 0 10 10 H52 q-6 -5 6 -6 Z", class: "own-cloud" }),
    shape("path", { d: "M0 96 Q70 44 150 84 T320 70 V120 H0 Z", class: "own-hill-far" }),
    shape("path", { d: "M0 108 Q90 76 190 102 T320 96 V120 H0 Z", class: "own-hill" }),
    shape("path", { d: "M112 92 v-20 M112 78 q-9 -3 -10 -12 q10 1 10 10 M112 76 q8 -3 9 -11 q-9 0 -9 9", class: "own-sprout" }));
}
