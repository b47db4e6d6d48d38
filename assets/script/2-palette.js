// Ctrl+K: everything that can be done here and everywhere one can go, found by a few letters.
(() => {
  "use strict";
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  let found = [];
  let at = 0;

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (element) => {
    const said = element.matches("input, textarea, select")
      ? element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? ""
      : element.getAttribute("aria-label") ?? visible(element);
    return said.replace(/\s+/g, " ").trim();
  };

  // Pictures and keys are no words; what stands in a box of its own is a part of its own.
  const visible = (element) => {
    const parts = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent.trim();
      if (text && !walker.currentNode.parentElement.closest("kbd, time, .avatar, .chip-count, .app-nav-count")) parts.push(text);
    }
    return parts.join(" \u00b7 ");
  };

  // Read off the page each time: what is not there can't be done, and nothing has to be said twice.
  const everything = () => {
    const seen = new Set();
    const all = [];
    const add = (element, key) => {
      const name = words(element);
      if (!name || seen.has(name) || !element.checkVisibility() || dialog.contains(element)) return;
      seen.add(name);
      all.push({ name, key, act: () => (element.matches("summary") ? reach(element) : element.matches("input, textarea, select") ? element.focus() : element.click()) });
    };
    for (const element of document.querySelectorAll("[data-key]")) add(element, element.dataset.key);
    for (const element of document.querySelectorAll(".question-actions summary, .question-actions button[type=submit], .chips a, .app-nav a, .menu-item")) {
      if (element.closest(".menu-panel") && !element.matches(".menu-item")) continue;
      add(element, "");
    }
    for (const item of document.querySelectorAll(".menu-list a")) {
      const name = item.textContent.trim();
      if (name && !seen.has(name)) { seen.add(name); all.push({ name, key: "", act: () => item.click() }); }
    }
    return all;
  };

  const reach = (summary) => {
    summary.parentElement.open = true;
    (summary.parentElement.querySelector("select, textarea, input:not([type=hidden]), button") ?? summary).focus();
  };

  const show = () => {
    const wanted = plain(input.value).split(" ").filter(Boolean);
    found = everything().filter(({ name }) => wanted.every((word) => plain(name).includes(word)));
    const number = /^#?(\d+)$/.exec(input.value.trim());
    if (number) found.unshift({ name: `#${number[1]}`, key: "", act: () => { location.href = `/inbox?view=all&q=%23${number[1]}`; } });
    else if (wanted.length > 0 && document.querySelector("input[name=q]")) {
      found.push({ name: dialog.dataset.search.replace("%s", () => input.value.trim()), key: "", act: () => { location.href = `/inbox?view=all&q=${encodeURIComponent(input.value.trim())}`; } });
    }
    at = 0;
    list.replaceChildren(...found.map(({ name, key }, index) => {
      const option = document.createElement("li");
      option.id = `palette-${index}`;
      option.setAttribute("role", "option");
      option.textContent = name;
      if (key) {
        const hint = document.createElement("kbd");
        hint.textContent = key;
        option.append(hint);
      }
      option.addEventListener("click", () => act(index));
      return option;
    }));
    mark();
  };

  const mark = () => {
    [...list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    if (found.length > 0) input.setAttribute("aria-activedescendant", `palette-${at}`);
    else input.removeAttribute("aria-activedescendant");
  };

  const act = (index) => {
    const { act: go } = found[index] ?? {};
    dialog.close();
    go?.();
  };

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      at = (at + step + found.length) % Math.max(found.length, 1);
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      act(at);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || document.querySelector("dialog:modal")) return;
    event.preventDefault();
    input.value = "";
    dialog.showModal();
    show();
  });
})();
