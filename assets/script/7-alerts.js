// Says what the bell has heard: a line in the page, and a notification of the browser where that was allowed. Asks for
// leave only when the button for it is pressed.
(() => {
  "use strict";
  const bell = document.getElementById("alerts");
  const region = document.getElementById("alert-toasts");
  // What is older than this was told while nobody looked; the bell counts it.
  const fresh = 15 * 60_000;
  const stays = 20_000;
  const most = 3;

  // Ids rise with time, so the last one that was told stands for all before it.
  const told = (shelf, name, id) => {
    try {
      if (id <= (shelf.getItem(name) ?? "")) return true;
      shelf.setItem(name, id);
    } catch { /* it may be told twice */ }
    return false;
  };

  const show = (link) => {
    const line = document.createElement("div");
    line.className = "toast-line alert-toast";
    const copy = link.cloneNode(true);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "alert-toast-close";
    close.setAttribute("aria-label", region.dataset.dismiss);
    close.textContent = "×";
    close.addEventListener("click", () => line.remove());
    line.append(copy, close);
    region.append(line);
    while (region.children.length > most) region.firstElementChild.remove();
    // Who reads it, or is about to follow it, is not interrupted.
    const leave = () => (line.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : line.remove());
    setTimeout(leave, stays);
  };

  const notify = (id, link) => {
    if (!("Notification" in window) || Notification.permission !== "granted") return;
    try {
      const [what, rest] = [link.querySelector("strong"), link.querySelector("span")];
      const note = new Notification(what.textContent, { body: rest.textContent.replace(/\s+/g, " ").trim(), tag: id });
      note.addEventListener("click", () => { focus(); location.assign(link.href); note.close(); });
    } catch { /* some browsers only let a background script notify */ }
  };

  const look = () => {
    for (const item of [...bell.querySelectorAll("[data-alert]")].reverse()) {
      const [id, link] = [item.dataset.alert, item.querySelector("a")];
      if (deskNow() - Date.parse(item.dataset.told) > fresh) continue;
      if (!told(sessionStorage, "alert-shown", id)) show(link);
      if ("notify" in item.dataset && !told(localStorage, "alert-notified", id)) notify(id, link);
    }
  };
  if (bell && region) document.addEventListener("htmx:after:swap", look);

  // On the profile: whether this browser may notify, and the button that asks it.
  const place = document.querySelector("[data-notifications]");
  if (place && "Notification" in window) {
    const state = () => {
      place.hidden = false;
      for (const part of place.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== Notification.permission;
    };
    place.querySelector("button").addEventListener("click", () => Notification.requestPermission().then(state));
    state();
  }
})();
