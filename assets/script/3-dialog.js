// Opens dialogs, asks before what cannot be undone, closes menus left behind.
(() => {
  "use strict";
  const ask = (sentence) => new Promise((resolve) => {
    const dialog = document.getElementById("confirm");
    if (!dialog) return resolve(window.confirm(sentence));
    dialog.querySelector("#confirm-text").textContent = sentence;
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open-dialog]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.openDialog);
      if (dialog && !dialog.open) {
        event.preventDefault();
        dialog.showModal();
      }
      return;
    }
    // A click beside a dialog closes it; one beside a menu closes that.
    if (event.target.matches("dialog:modal")) event.target.close();
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // Plain forms: the question is asked once, then the same submission goes on.
  const confirmed = new WeakSet();
  document.addEventListener("submit", async (event) => {
    const sentence = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
    if (!sentence || confirmed.delete(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { target: form, submitter } = event;
    if (await ask(sentence)) {
      confirmed.add(form);
      form.requestSubmit(submitter);
    }
  }, { capture: true });

  document.addEventListener("htmx:confirm", (event) => {
    const { ctx, issueRequest, dropRequest } = event.detail;
    event.preventDefault();
    ask(ctx.confirm).then((yes) => (yes ? issueRequest() : dropRequest()));
  });
})();
