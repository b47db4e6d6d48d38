// The hour of the server, whatever the browser's clock says: the page brings it, and what passes since is measured here.
// `deskNow()` is what every script counts with.
(() => {
  "use strict";
  const sent = Date.parse(document.querySelector("meta[name=server-time]")?.content ?? "");
  const [visit] = performance.getEntriesByType("navigation");
  // The answer began to arrive then, by the browser's clock: a slow line is no wrong clock. Without an hour, nothing is ahead.
  const ahead = sent - performance.timeOrigin - (visit?.responseStart ?? 0) || 0;
  window.deskNow = () => Date.now() + ahead;
})();
