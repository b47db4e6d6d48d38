// Hands stay on the keyboard: j and k walk a list, one letter reaches each action (`data-key`), Ctrl+Enter sends.
(() => {
  "use strict";
  const stored = () => {
    try { return localStorage.getItem("keys") !== "off"; } catch { return true; }
  };
  let enabled = stored();
  const control = document.querySelector("[data-keys-switch]");
  if (control) {
    control.checked = enabled;
    control.addEventListener("change", () => {
      enabled = control.checked;
      try { localStorage.setItem("keys", enabled ? "on" : "off"); } catch { /* lasts as long as the page */ }
    });
  }

  const isTyping = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  const move = (step) => {
    const items = [...document.querySelectorAll("[data-list] [data-item]")].filter((item) => item.checkVisibility());
    if (items.length === 0) return false;
    let at = items.indexOf(document.activeElement.closest?.("[data-item]"));
    if (at < 0) at = items.findIndex((item) => item.hasAttribute("aria-current"));
    const next = items[Math.min(Math.max(at + step, 0), items.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  };

  // The arrows scroll, but for who is in a list already, or has just searched one.
  const inList = () => Boolean(document.activeElement.closest?.("[data-item]"));
  const hasSearched = () => document.activeElement === document.body && Boolean(document.querySelector("input[type=search]")?.value);

  const open = () => {
    const item = document.activeElement.closest?.("[data-item]") 
      ?? document.querySelector("[data-list] [data-item][aria-current]") ?? document.querySelector("[data-list] [data-item]");
    item?.click();
    return Boolean(item);
  };

  const reach = (key) => {
    const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && one.checkVisibility());
    if (!target) return false;
    if (target.matches("summary")) {
      target.parentElement.open = true;
      const first = target.parentElement.querySelector("select, textarea, input:not([type=hidden]), button");
      (first ?? target).focus();
    } else if (isTyping(target) || target.name === "weight") {
      // What a customer reads leaves by Enter, not by the slip of a letter.
      target.focus();
      // Who goes on with a draft goes on at its end.
      if (target.matches("textarea")) target.setSelectionRange(target.value.length, target.value.length);
      target.scrollIntoView({ block: "nearest" });
    } else {
      target.click();
    }
    return true;
  };

  const help = () => {
    const dialog = document.getElementById("shortcuts");
    dialog?.showModal();
    return Boolean(dialog);
  };

  // What is typed in a panel of a form is sent by the panel's own button: Enter would press the first of the form, which
  // does something else.
  const senderOf = (field, form) => {
    const panel = field.closest("details");
    if (!panel || !form.contains(panel)) return undefined;
    const buttons = [...panel.querySelectorAll("button[type=submit]")].filter((button) => button.form === form);
    return buttons.find((button) => field.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING);
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const form = event.key === "Enter" ? event.target.closest("form") : null;
    const sender = form ? senderOf(event.target, form) : undefined;
    if (form && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(sender);
      return;
    }
    if (sender && event.target.matches("input")) {
      event.preventDefault();
      form.requestSubmit(sender);
      return;
    }
    if (isTyping(event.target)) {
      // From the search field straight into what it found.
      if (event.key === "ArrowDown" && event.target.matches("input[type=search]") && move(1)) event.preventDefault();
      if (event.key === "Escape" && !event.target.closest("dialog")) event.target.blur();
      return;
    }
    if (!enabled || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog:modal")) return;
    const done = { j: () => move(1), k: () => move(-1), ArrowDown: () => (inList() || hasSearched()) && move(1), ArrowUp: () => inList() && move(-1), o: open, "?": help }[event.key]?.() ?? reach(event.key);
    if (done) event.preventDefault();
  });
})();
