// A field with `data-mention`: `@` and letters open the list of colleagues under it, which `aria-controls` names. The arrows
// walk it, Enter or Tab takes one, Escape closes it; a click does as well. What stands after the `@` is what is sent.
(() => {
  "use strict";
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const listOf = (field) => document.getElementById(field.getAttribute("aria-controls"));
  const shown = (list) => [...list.children].filter((option) => !option.hidden);
  // The word before the hand, if it is a call.
  const call = (field) => /(?:^|[\s(\u00ab"])@([\p{L}\p{N}._-]*)$/u.exec(field.value.slice(0, field.selectionStart));

  const close = (field) => {
    const list = listOf(field);
    if (!list) return;
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const mark = (field, option) => {
    for (const one of listOf(field).children) one.setAttribute("aria-selected", String(one === option));
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const show = (field) => {
    const [list, begun] = [listOf(field), call(field)];
    if (!list || !begun) return close(field);
    const wanted = plain(begun[1]);
    for (const option of list.children) {
      const names = plain(`${option.dataset.handle} ${option.textContent}`).split(/[\s.]+/);
      option.hidden = !names.some((name) => name.startsWith(wanted)) && !plain(option.dataset.handle).startsWith(wanted);
    }
    const [first] = shown(list);
    if (!first || list.querySelector(`[data-handle="${CSS.escape(begun[1])}"]`)) return close(field);
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(field, first);
  };

  const take = (field, option) => {
    const begun = call(field);
    if (!begun) return close(field);
    const end = field.selectionStart;
    field.setRangeText(`${option.dataset.handle} `, end - begun[1].length, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    close(field);
    field.focus();
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-mention]")) show(event.target);
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches?.("[data-mention]") || event.isComposing) return;
    const list = listOf(field);
    if (!list || list.hidden) return;
    const options = shown(list);
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) mark(field, options[(at + step + options.length) % options.length]);
    else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || (event.key === "Tab" && !event.shiftKey)) take(field, options[at]);
    else if (event.key === "Escape") close(field);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  // The hand stays in the field while one is chosen.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest?.(".mentions")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.(".mentions [role=option]");
    const field = option && document.querySelector(`[data-mention][aria-controls="${option.parentElement.id}"]`);
    if (field) take(field, option);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.("[data-mention]")) close(event.target);
  });
})();
