// Keeps the live places of a page true when the network fails. A stream that never began is tried again; one that was cut
// off goes on after what it heard, or after the page was made. A place that could not be loaded is loaded once it can be.
(() => {
  "use strict";
  const source = document.querySelector("[hx-sse\\:connect]");
  if (!source) return;
  const most = 5000;
  htmx.config.sse = { ...htmx.config.sse, reconnectMaxDelay: most };

  // Places whose last load failed, by their ids: a swap replaces the element.
  const stale = new Set();
  let [delay, retry] = [0, null];
  const loadAll = () => {
    clearTimeout(retry);
    retry = null;
    for (const id of [...stale]) {
      const place = document.getElementById(id);
      if (place?.matches("[data-live]")) htmx.trigger(place, "live-refresh");
      else stale.delete(id);
    }
  };
  const again = () => {
    delay = Math.min(delay * 2 || 500, most);
    retry ??= setTimeout(loadAll, delay);
  };
  document.addEventListener("htmx:finally:request", ({ detail }) => {
    const place = detail?.ctx?.sourceElement;
    if (!place?.matches?.("[data-live]")) return;
    const status = detail.ctx.response?.status ?? 500;
    if (status >= 500 || status === 429) {
      stale.add(place.id);
      again();
    } else {
      stale.delete(place.id);
      if (stale.size === 0) delay = 0;
    }
  });

  // The stream. Its own script connects again, but not where it never was connected, and not at once.
  let [connection, pause] = [null, 250];
  document.addEventListener("htmx:sse:before:connection", ({ detail }) => { connection = detail.connection; });
  document.addEventListener("htmx:sse:close", () => { connection = null; });
  document.addEventListener("htmx:sse:after:connection", ({ detail }) => {
    // Signed out, here or elsewhere: there is nothing to listen to any more.
    if (detail.connection.status === 204) return source.remove();
    if (detail.connection.attempt === 0) return;
    // What passes by without a line of the history, such as who else is here, was not told again.
    for (const place of document.querySelectorAll("[data-live=beside]")) stale.add(place.id);
    loadAll();
  });
  const connect = ({ target, detail }) => {
    if (target !== source || connection) return;
    // Too many pages are open already: one of them has to be closed first.
    const full = detail?.ctx?.response?.status === 429;
    pause = full ? 30_000 : Math.min(pause * 2, most);
    setTimeout(() => !connection && htmx.trigger(source, "live-connect"), pause);
  };
  document.addEventListener("htmx:error", connect);
  document.addEventListener("htmx:response:error", connect);

  addEventListener("online", () => {
    if (connection) connection.delayCanceller?.();
    else htmx.trigger(source, "live-connect");
    loadAll();
  });
})();
