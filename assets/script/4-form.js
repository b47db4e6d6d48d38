// What is being written: fields grow with it, a send happens once, and nothing typed is lost with the page.
(() => {
  "use strict";
  const grow = (area) => {
    if (CSS.supports("field-sizing", "content")) return;
    const height = area.scrollHeight + area.offsetHeight - area.clientHeight;
    if (height > area.offsetHeight && height < innerHeight * 0.7) area.rows += Math.ceil((height - area.offsetHeight) / 24);
  };

  // `data-keep="reply-1042"`: what is typed there survives a reload of this tab until it is sent.
  const shelf = (area) => `kept:${location.pathname}:${area.dataset.keep}`;
  const keep = (area) => {
    try {
      if (area.value === area.defaultValue) sessionStorage.removeItem(shelf(area));
      else sessionStorage.setItem(shelf(area), area.value);
    } catch { /* nowhere to keep it */ }
  };
  const restore = (area) => {
    try {
      const kept = sessionStorage.getItem(shelf(area));
      if (kept && area.value === area.defaultValue && area.defaultValue === "") area.value = kept;
    } catch { /* nothing was kept */ }
  };
  const forget = (form) => {
    for (const area of form.querySelectorAll("[data-keep]")) {
      try { sessionStorage.removeItem(shelf(area)); } catch { /* nothing was kept */ }
    }
  };

  const prepare = (root) => {
    for (const area of root.querySelectorAll("[data-keep]")) restore(area);
    for (const area of root.querySelectorAll("textarea[data-grow]")) grow(area);
  };

  document.addEventListener("input", ({ target }) => {
    if (target.matches("textarea[data-grow]")) grow(target);
    if (target.matches("[data-keep]")) keep(target);
  });

  // A plain form is sent once, however often the button is pressed.
  const busy = (form, value) => {
    for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) {
      if (value) button.setAttribute("aria-busy", "true");
      else button.removeAttribute("aria-busy");
    }
  };
  const sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog" || form.method === "get") return;
    if (sent.has(form)) return event.preventDefault();
    sent.add(form);
    busy(form, true);
    forget(form);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) { sent.delete(form); busy(form, false); }
  });

  // The form itself may be gone when its answer has been swapped in: htmx then tells the document.
  const sender = (detail) => (detail.ctx?.sourceElement?.matches("form") ? detail.ctx.sourceElement : null);
  document.addEventListener("htmx:before:request", ({ detail }) => {
    const form = sender(detail);
    if (form) busy(form, true);
  });
  document.addEventListener("htmx:finally:request", ({ detail }) => {
    const form = sender(detail);
    if (!form) return;
    busy(form, false);
    if (detail.ctx.response?.raw?.ok) forget(form);
  });
  document.addEventListener("htmx:after:swap", () => prepare(document));
  prepare(document);
})();
