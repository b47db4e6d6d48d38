// The hour of the server, whatever the browser's clock says: the page brings it, and what passes since is measured here.
// `deskNow()` is what every script counts with.
(() => {
  "use strict";
  const sent = Date.parse(document.querySelector("meta[name=server-time]")?.content ?? "");
  const [visit] = performance.getEntriesByType("navigation");
  // When the answer began to arrive, by the browser's clock: a slow line is no wrong clock.
  const arrived = Date.now() - performance.now() + (visit?.responseStart ?? 0);
  const ahead = Number.isNaN(sent) ? 0 : sent - arrived;
  window.deskNow = () => Date.now() + ahead;
})();
