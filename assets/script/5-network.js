// Says when the desk did not hear us, that the network is gone for as long as it is, and that an answer takes its time. What
// was typed stays where it is.
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
  // As long as the browser has no network, that stands there; it goes when the network is back.
  const gone = () => {
    const line = region.querySelector(".toast-offline") ?? document.createElement("p");
    line.className = "toast-line toast-offline";
    line.textContent = region.dataset.offline;
    region.replaceChildren(line);
  };
  addEventListener("offline", gone);
  addEventListener("online", () => region.querySelector(".toast-offline")?.remove());
  if (!navigator.onLine) gone();

  // An answer that takes longer than a blink is shown to be on its way. What is kept or looked up aside goes without.
  const patience = 250;
  const waiting = new Map();
  const asked = ({ detail }) => {
    const source = detail?.ctx?.sourceElement;
    if (!source?.matches?.("a, button, form, input, select") || isLive(source)) return;
    waiting.set(detail.ctx, setTimeout(() => { document.documentElement.dataset.waiting = ""; }, patience));
  };
  const answered = ({ detail }) => {
    clearTimeout(waiting.get(detail?.ctx));
    waiting.delete(detail?.ctx);
    if (waiting.size === 0) delete document.documentElement.dataset.waiting;
  };
  document.addEventListener("htmx:before:request", asked);
  document.addEventListener("htmx:finally:request", answered);

  // The live stream reconnects by itself; its silences are not worth a word.
  const isLive = (element) => element.hasAttribute?.("hx-sse:connect");
  document.addEventListener("htmx:error", ({ target, detail }) => {
    if (!isLive(target)) say(detail.ctx?.response ? region.dataset.server : region.dataset.network);
  });
  document.addEventListener("htmx:response:error", ({ target, detail }) => {
    if (!isLive(target) && (detail.ctx?.response?.status ?? 500) >= 500) say(region.dataset.server);
  });
})();
