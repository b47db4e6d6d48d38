// Says that a question is open, and again as long as it is: others see who else is at it.
(() => {
  "use strict";
  const AGAIN = 25_000;
  let open = null;

  const say = (form, left) => {
    const body = new URLSearchParams({ csrf: form.elements.csrf?.value ?? "", ...(left && { left: "true" }) });
    // What can't be said now is said again soon.
    fetch(form.action, { method: "POST", body, keepalive: true }).catch(() => {});
  };

  const look = () => {
    const form = document.hidden ? null : document.querySelector("form[data-here]");
    if (open && open.action !== form?.action) say(open, true);
    if (form && open?.action !== form.action) say(form, false);
    open = form;
  };

  look();
  setInterval(() => open && say(open, false), AGAIN);
  document.addEventListener("htmx:after:swap", look);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pagehide", () => open && say(open, true));
  window.addEventListener("pageshow", ({ persisted }) => persisted && look());
})();
