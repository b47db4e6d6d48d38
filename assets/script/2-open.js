// The row of the question that is asked for is marked at once; the list itself stays as it is, and live updates renew it.
(() => {
  "use strict";
  const mark = (row) => {
    for (const marked of document.querySelectorAll("[data-item][aria-current]")) if (marked !== row) marked.removeAttribute("aria-current");
    row?.setAttribute("aria-current", "true");
  };
  const rowOf = ({ detail }) => {
    const source = detail?.ctx?.sourceElement;
    return source?.matches?.("[data-item]") ? source : null;
  };
  // The path of what was opened here, once something was. A list that was asked for before it comes with the old mark.
  let opened = null;
  const markOpened = () => mark([...document.querySelectorAll("[data-item]")].find(({ pathname }) => pathname === opened));
  const markHere = () => {
    opened = location.pathname;
    markOpened();
  };
  document.addEventListener("htmx:before:request", (event) => {
    const row = rowOf(event);
    if (!row) return;
    opened = row.pathname;
    mark(row);
  });
  // Where nothing came, what was open before is open still.
  document.addEventListener("htmx:finally:request", (event) => {
    if (rowOf(event) && !event.detail.ctx.response?.raw?.ok) markHere();
  });
  addEventListener("popstate", markHere);
  document.addEventListener("htmx:after:swap", ({ detail }) => {
    if (opened) markOpened();
    // After a reply the next question opens by itself, and is read from its head.
    if (!detail?.ctx?.hx?.pushurl) return;
    markHere();
    scrollTo(0, 0);
    document.querySelector("#pane .question-title")?.focus({ preventScroll: true });
  });
})();
