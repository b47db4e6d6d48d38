// The row of the question that is asked for is marked at once; the list itself stays as it is, and live updates renew it.
(() => {
  "use strict";
  const rowOf = ({ detail }) => {
    const source = detail?.ctx?.sourceElement;
    return source?.matches?.("[data-item]") ? source : null;
  };
  // A list that was asked for before the question was opened comes with the old mark.
  let opened;
  const markHere = (path) => {
    opened = typeof path === "string" ? path : location.pathname;
    for (const row of document.querySelectorAll("[data-item]")) {
      if (row.pathname === opened) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  };
  document.addEventListener("htmx:before:request", (event) => {
    const row = rowOf(event);
    if (row) markHere(row.pathname);
  });
  // Where nothing came, what was open before is open still.
  document.addEventListener("htmx:finally:request", (event) => {
    const row = rowOf(event);
    if (row && row.pathname === opened && !event.detail.ctx.response?.raw?.ok) markHere();
  });
  addEventListener("popstate", markHere);
  document.addEventListener("htmx:after:swap", ({ detail }) => {
    if (opened) markHere(opened);
    // After a reply the next question opens by itself, and is read from its head.
    if (!detail?.ctx?.hx?.pushurl) return;
    markHere();
    scrollTo(0, 0);
    document.querySelector("#pane .question-title")?.focus({ preventScroll: true });
  });
})();
