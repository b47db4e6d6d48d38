// Keeps the promises counting: each `<time data-due>` says how long is left and turns to warn, then late, by itself.
(() => {
  "use strict";
  const day = { fr: "j", en: "d" }[document.documentElement.lang] ?? "d";

  // The same words as the server writes (`words::span` of the render crate).
  const span = (seconds) => {
    const minutes = Math.floor(seconds / 60);
    const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
    if (minutes === 0) return "<\u00a01\u00a0min";
    if (days > 0) return hours > 0 ? `${days}\u00a0${day}\u00a0${hours}\u00a0h` : `${days}\u00a0${day}`;
    if (hours === 0) return `${rest}\u00a0min`;
    return rest > 0 ? `${hours}\u00a0h\u00a0${String(rest).padStart(2, "0")}` : `${hours}\u00a0h`;
  };

  const refresh = () => {
    const now = deskNow();
    for (const chip of document.querySelectorAll("time[data-due]")) {
      const due = Date.parse(chip.dataset.due);
      const warn = chip.dataset.warn ? Date.parse(chip.dataset.warn) : Infinity;
      const state = now >= due ? "late" : now >= warn ? "warn" : "ok";
      if (!chip.classList.contains(`due-${state}`)) {
        chip.classList.remove("due-ok", "due-warn", "due-late");
        chip.classList.add(`due-${state}`);
      }
      const text = span(Math.abs(due - now) / 1000);
      const place = chip.querySelector("[data-span]");
      if (place && place.textContent !== text) place.textContent = text;
    }
  };

  refresh();
  setInterval(refresh, 15_000);
  document.addEventListener("htmx:after:swap", refresh);
  document.addEventListener("visibilitychange", () => document.hidden || refresh());
})();
