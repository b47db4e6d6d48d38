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
  document.addEventListener("htmx:before:request", (event) => {
    const row = rowOf(event);
    if (row) mark(row);
  });
  const markHere = () => mark([...document.querySelectorAll("[data-item]")].find(({ href }) => href === location.href));
  // Where nothing came, what was open before is open still.
  document.addEventListener("htmx:finally:request", (event) => {
    if (rowOf(event) && !event.detail.ctx.response?.raw?.ok) markHere();
  });
  // After a reply the next question opens by itself, and is read from its head.
  document.addEventListener("htmx:after:swap", ({ detail }) => {
    if (!detail?.ctx?.hx?.pushurl) return;
    markHere();
    scrollTo(0, 0);
    document.querySelector("#pane .question-title")?.focus({ preventScroll: true });
  });
})();
