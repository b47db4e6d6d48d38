// `data-insert="words" data-into="id"`: puts the words into a field, after its greeting if it has one, and once. Without
// script the link loads the page with the words in place.
// `data-emoji="🙂" data-into="id"`: puts a sign where the hand is in a field, and the hand behind it.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-emoji]");
  const area = button && document.getElementById(button.dataset.into);
  if (!area) return;
  area.setRangeText(button.dataset.emoji, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  button.closest("details").open = false;
  area.focus();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-insert]");
  const area = link && document.getElementById(link.dataset.into);
  if (!area || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const words = link.dataset.insert;
  if (!area.value.includes(words)) {
    const [greeting, ...rest] = area.value.split("\n");
    const greeted = rest.length > 0 && greeting.trimEnd().endsWith(",") && greeting.length <= 60;
    area.value = greeted ? `${greeting}\n\n${words}\n\n${rest.join("\n").trimStart()}` : `${words}\n\n${area.value}`;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const at = area.value.indexOf(words) + words.length;
  area.focus();
  area.setSelectionRange(at, at);
});
