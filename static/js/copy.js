// One tap copies one value into the clipboard. Without it, and where the browser forbids it, the text can be selected.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;

const select = (element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const value = document.getElementById(button.dataset.copy);
  const words = button.querySelector("[data-copy-words]");
  let said = button.dataset.copied;
  try {
    await navigator.clipboard.writeText(value.textContent.trim());
  } catch {
    select(value);
    said = button.dataset.selected;
  }
  for (const other of document.querySelectorAll("[data-copy].is-copied")) {
    other.classList.remove("is-copied");
    other.querySelector("[data-copy-words]").textContent = other.dataset.words;
  }
  button.dataset.words ||= words.textContent;
  button.classList.add("is-copied");
  words.textContent = said;
  document.querySelector("[data-copy-said]").textContent = `${button.dataset.label}: ${said}`;
});
