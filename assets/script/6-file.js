// `data-read-into="id"`: the text of a chosen file is put into a field, where it can be read before it is sent.
(() => {
  "use strict";
  document.addEventListener("change", async ({ target }) => {
    if (!target.matches("input[type=file][data-read-into]")) return;
    const field = document.getElementById(target.dataset.readInto);
    const [file] = target.files;
    if (!field || !file) return;
    field.value = await file.text();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
