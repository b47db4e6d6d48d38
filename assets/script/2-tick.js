// Several questions at once: `x` ticks the row where the hand is, Shift ticks all between, the bar says how many.
(() => {
  "use strict";
  let last = null;
  const ticks = () => [...document.querySelectorAll("[data-tick]")];

  const count = () => {
    const ticked = ticks().filter((tick) => tick.checked).length;
    const place = document.querySelector("[data-bulk-count]");
    if (place) place.textContent = ticked === 0 ? "" : ticked === 1 ? place.dataset.one : `${ticked} ${place.dataset.many}`;
  };

  document.addEventListener("click", ({ target, shiftKey }) => {
    const tick = target.closest?.("[data-tick]");
    if (!tick) return;
    const all = ticks();
    const [from, to] = [all.indexOf(last), all.indexOf(tick)].sort((a, b) => a - b);
    if (shiftKey && from >= 0) for (const between of all.slice(from, to)) between.checked = tick.checked;
    last = tick;
    count();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select") || document.querySelector("dialog:modal")) return;
    const row = document.activeElement.closest?.(".row-item") ?? document.querySelector("[data-list] [data-item][aria-current]")?.closest(".row-item");
    const tick = row?.querySelector("[data-tick]");
    if (!tick) return;
    event.preventDefault();
    tick.click();
  });

  document.addEventListener("change", ({ target }) => target.matches?.("[data-tick]") && count());
  // A list that is refreshed keeps its ticks; a browser that goes back brings its own.
  document.addEventListener("htmx:after:swap", count);
  window.addEventListener("pageshow", count);
})();
