// A customer elsewhere reads times by their own clock. Without this script, or where both clocks show the same, the page
// keeps the house's; on a time that was changed, the house's is shown on hover.
(() => {
  "use strict";
  const theirs = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const language = document.documentElement.lang || undefined;
  const wall = (at, timeZone) => new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at);
  const day = (at) => wall(at, theirs).slice(0, 10);

  const written = (at) => {
    const time = { hour: "2-digit", minute: "2-digit" };
    const date = { weekday: "short", day: "numeric", month: "short" };
    const today = day(at) === day(new Date(deskNow()));
    return new Intl.DateTimeFormat(language, { timeZone: theirs, ...(today ? {} : date), ...time }).format(at);
  };

  const look = () => {
    const page = document.querySelector("[data-house-zone]");
    if (!page || !theirs) return;
    const elsewhere = (at) => {
      try {
        return wall(at, theirs) !== wall(at, page.dataset.houseZone);
      } catch { return false; /* one of the zones is unknown here */ }
    };
    for (const time of page.querySelectorAll("time[datetime]")) {
      const at = new Date(time.dateTime);
      if (Number.isNaN(at.getTime()) || !elsewhere(at) || time.dataset.here === time.textContent) continue;
      time.title = `${time.textContent} ${page.dataset.houseClock}`;
      time.textContent = time.dataset.here = written(at);
    }
    for (const promise of page.querySelectorAll("[data-promised]")) {
      const { promised, said, house, yours } = promise.dataset;
      const at = new Date(promised);
      if (!elsewhere(at) || !promise.textContent.includes(house)) continue;
      promise.title = promise.textContent;
      promise.textContent = promise.textContent.replace(said, written(at)).replace(house, yours);
    }
  };
  // Hours that somebody types are theirs: `<input name="zone" data-own-zone>` says by which clock.
  const sign = () => {
    for (const field of document.querySelectorAll("[data-own-zone]")) field.value = theirs ?? "";
  };
  look();
  sign();
  document.addEventListener("htmx:after:swap", () => { look(); sign(); });
})();
