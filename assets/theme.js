// Sets the theme before the first paint; loaded in the head, without `defer`, for that reason only.
(() => {
  "use strict";
  const root = document.documentElement;
  root.dataset.js = "";
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try { return localStorage.getItem("theme"); } catch { return null; }
  };
  const apply = () => { root.dataset.bsTheme = chosen() ?? (system.matches ? "dark" : "light"); };
  apply();
  system.addEventListener("change", apply);
  addEventListener("storage", apply);

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    const next = root.dataset.bsTheme === "dark" ? "light" : "dark";
    // Back to what the system says: forget the choice, so that it follows the system again.
    try {
      if (next === (system.matches ? "dark" : "light")) localStorage.removeItem("theme");
      else localStorage.setItem("theme", next);
    } catch { /* private window: the choice lasts as long as the page */ }
    root.dataset.bsTheme = next;
  });
})();
