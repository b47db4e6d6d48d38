// What is being written: fields grow with it, a send happens once, and nothing typed is lost with the page.
(() => {
  "use strict";
  const sent = new WeakSet();
  const grow = (area) => {
    if (CSS.supports("field-sizing", "content")) return;
    const height = area.scrollHeight + area.offsetHeight - area.clientHeight;
    if (height > area.offsetHeight && height < innerHeight * 0.7) area.rows += Math.ceil((height - area.offsetHeight) / 24);
  };

  // `data-keep="reply-1042"`: what is typed there stays in this browser until the desk has it.
  const shelf = (area) => `kept:${location.pathname}:${area.dataset.keep}`;
  const drop = (area) => {
    try { localStorage.removeItem(shelf(area)); } catch { /* nothing was kept */ }
  };
  const keep = (area) => {
    try {
      if (area.value === area.defaultValue) localStorage.removeItem(shelf(area));
      else localStorage.setItem(shelf(area), area.value);
    } catch { /* nowhere to keep it */ }
  };
  const restore = (area) => {
    try {
      const kept = localStorage.getItem(shelf(area));
      if (!kept || area.value !== area.defaultValue || kept === area.value) return;
      area.value = kept;
      if (area.dataset.save) save(area);
    } catch { /* nothing was kept */ }
  };

  // `data-save="/questions/…/unsent"`: a moment after the last word the desk keeps it too, or as soon as it hears us.
  const pause = 1000;
  const again = 5000;
  const timers = new WeakMap();
  const saving = new WeakMap();
  // What is sent must not come after the sending.
  const hush = (form) => {
    for (const area of form.querySelectorAll("[data-save]")) {
      clearTimeout(timers.get(area));
      saving.get(area)?.abort();
    }
  };
  const say = (area, name) => {
    const place = area.form?.querySelector("[data-saved]");
    if (place) place.textContent = name ? place.dataset[name] : "";
  };
  const save = async (area) => {
    clearTimeout(timers.get(area));
    const form = area.form;
    if (!area.isConnected || !form || sent.has(form)) return;
    const text = area.value;
    const body = new URLSearchParams({ body: text, csrf: form.elements.csrf?.value ?? "", draft_id: form.elements.draft_id?.value ?? "" });
    saving.get(area)?.abort();
    const control = new AbortController();
    saving.set(area, control);
    try {
      const answer = await fetch(area.dataset.save, { method: "POST", body, signal: control.signal });
      if (answer.status >= 500) throw new Error(answer.statusText);
      if (!answer.ok) return;
      if (area.value !== text) return;
      drop(area);
      say(area, "said");
    } catch {
      if (control.signal.aborted) return;
      say(area, "unsaid");
      timers.set(area, setTimeout(() => save(area), again));
    }
  };
  const soon = (area) => {
    clearTimeout(timers.get(area));
    say(area, null);
    timers.set(area, setTimeout(() => save(area), pause));
  };
  addEventListener("online", () => {
    for (const area of document.querySelectorAll("[data-save]")) if (area.value !== area.defaultValue) save(area);
  });
  const forget = (form) => {
    for (const area of form.querySelectorAll("[data-keep]")) {
      drop(area);
    }
  };

  // The next person at this browser is somebody else.
  const forgetAll = () => {
    try {
      for (const name of Object.keys(localStorage)) if (name.startsWith("kept:")) localStorage.removeItem(name);
    } catch { /* nothing was kept */ }
  };

  const prepare = (root) => {
    for (const area of root.querySelectorAll("[data-keep]")) restore(area);
    for (const area of root.querySelectorAll("textarea[data-grow]")) grow(area);
  };

  document.addEventListener("input", ({ target }) => {
    if (target.matches("textarea[data-grow]")) grow(target);
    if (target.matches("[data-keep]")) keep(target);
    if (target.matches("[data-save]")) soon(target);
  });

  // A plain form is sent once, however often the button is pressed.
  const busy = (form, value) => {
    for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) {
      if (value) button.setAttribute("aria-busy", "true");
      else button.removeAttribute("aria-busy");
    }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog" || form.method === "get") return;
    if (sent.has(form)) return event.preventDefault();
    sent.add(form);
    busy(form, true);
    hush(form);
    if (form.action.endsWith("/sign-out")) forgetAll();
    forget(form);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) { sent.delete(form); busy(form, false); }
  });

  // The form itself may be gone when its answer has been swapped in: htmx then tells the document.
  const sender = (detail) => (detail.ctx?.sourceElement?.matches("form") ? detail.ctx.sourceElement : null);
  document.addEventListener("htmx:before:request", ({ detail }) => {
    const form = sender(detail);
    if (!form) return;
    busy(form, true);
    hush(form);
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
