// Says when the desk did not hear us. What was typed stays where it is.
(() => {
  "use strict";
  const region = document.getElementById("toasts");
  if (!region) return;
  const say = (sentence) => {
    const line = document.createElement("p");
    line.className = "toast-line";
    line.textContent = sentence;
    region.replaceChildren(line);
    setTimeout(() => line.remove(), 10_000);
  };
  // The live stream reconnects by itself; its silences are not worth a word.
  const isLive = (element) => element.hasAttribute?.("hx-sse:connect");
  document.addEventListener("htmx:error", ({ target, detail }) => {
    if (!isLive(target)) say(detail.ctx?.response ? region.dataset.server : region.dataset.network);
  });
  document.addEventListener("htmx:response:error", ({ target, detail }) => {
    if (!isLive(target) && (detail.ctx?.response?.status ?? 500) >= 500) say(region.dataset.server);
  });
})();
