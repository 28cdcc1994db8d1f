// What a marked place says is shown beside it while the pointer or the focus is on it. All of it stands in the page
// already, in the list of facts; nodes are copied, text is never read as HTML.
"use strict";
const card = document.createElement("div");
card.className = "card-over";
card.hidden = true;
card.setAttribute("role", "tooltip");
document.body.append(card);

function show(mark) {
  const found = mark.dataset.keys.split(" ").map((key) => document.getElementById("f-" + key)).filter(Boolean);
  if (!found.length) return;
  card.replaceChildren(...found.slice(0, 5).map((fact) => {
    const copy = document.createElement("div");
    copy.className = fact.className;
    copy.append(...[...fact.childNodes].map((node) => node.cloneNode(true)));
    return copy;
  }));
  if (found.length > 5) card.append("… +" + (found.length - 5));
  card.hidden = false;
  const at = mark.getClientRects()[0];
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 8));
  const below = at.bottom + card.offsetHeight + 12 < window.innerHeight;
  card.style.left = left + window.scrollX + "px";
  card.style.top = (below ? at.bottom + 6 : at.top - card.offsetHeight - 6) + window.scrollY + "px";
}

let leaving;
function hide() {
  leaving = setTimeout(() => { card.hidden = true; }, 200);
}
for (const mark of document.querySelectorAll(".m[data-keys]")) {
  for (const come of ["mouseenter", "focus"]) mark.addEventListener(come, () => { clearTimeout(leaving); show(mark); });
  for (const go of ["mouseleave", "blur"]) mark.addEventListener(go, hide);
}
card.addEventListener("mouseenter", () => clearTimeout(leaving));
card.addEventListener("mouseleave", hide);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") card.hidden = true; });

// The list's groups are closed at first; a fact that is gone to is opened.
function open() {
  const fact = location.hash.startsWith("#f-") && document.getElementById(location.hash.slice(1));
  if (!fact) return;
  fact.closest("details").open = true;
  fact.scrollIntoView({ block: "center" });
}
window.addEventListener("hashchange", open);
open();
