// The lines of the start page by keyboard. Without this file every line still has its buttons.
// Single keys work only while a line has the focus (WCAG 2.1.4), never while somebody types.
"use strict";

const list = () => document.querySelector("[data-worklist]");
const lines = () => [...list().querySelectorAll("[data-line]")].filter((line) => line.offsetParent !== null);
let left = null; // the line that is being done: where it stood, so that the next one gets the focus

const focusLine = (line) => {
  for (const each of list().querySelectorAll("[data-line]")) each.tabIndex = each === line ? 0 : -1;
  line.focus();
};
const prepare = () => {
  const all = list().querySelectorAll("[data-line]");
  all.forEach((line, number) => (line.tabIndex = number === 0 ? 0 : -1));
  for (const button of document.querySelectorAll("[data-dialog=keys]")) button.hidden = all.length === 0;
};
const press = (line, ...names) => {
  for (const name of names) {
    const button = line.querySelector(`[data-${name}]`);
    if (button) return button.click();
  }
};

const KEYS = {
  j: (line, all) => focusLine(all[Math.min(all.indexOf(line) + 1, all.length - 1)]),
  k: (line, all) => focusLine(all[Math.max(all.indexOf(line) - 1, 0)]),
  d: (line) => press(line, "done", "open"),
  Enter: (line) => press(line, "open"),
  p: (line) => {
    const menu = line.querySelector("details[data-menu]");
    menu.open = true;
    (menu.querySelector(".menu__item") || menu.querySelector("summary")).focus();
  },
  u: () => document.querySelector("[data-undo]")?.click(),
  "?": () => document.getElementById("keys").showModal(),
};
KEYS.ArrowDown = KEYS.j;
KEYS.ArrowUp = KEYS.k;

document.addEventListener("keydown", (event) => {
  const line = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!line.matches("[data-line]") || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key](line, lines());
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!event.target.closest("[data-worklist], #said")) return;
  const line = event.target.closest("[data-line]");
  left = { at: line ? lines().indexOf(line) : 0, key: line ? line.dataset.line : "" };
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "work" || left === null) return;
  prepare();
  const rejected = list().querySelector("[aria-invalid=true]");
  if (rejected) {
    rejected.focus();
  } else {
    for (const more of list().querySelectorAll(".more")) {
      if (left.at >= lines().length && more.querySelector("[data-line]")) more.open = true;
    }
    const all = lines();
    if (all.length) focusLine(all[Math.min(left.at, all.length - 1)]);
    else document.getElementById("content").focus();
  }
  left = null;
});

prepare();
