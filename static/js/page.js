// Small comforts on every page. Everything works without them.
"use strict";

// "/" goes to the search box, as long as nobody is typing; Ctrl+K or Cmd+K from anywhere.
document.addEventListener("keydown", (event) => {
  const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
  if (!isShortcut) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  }
  const box = document.querySelector("[data-search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// Ctrl+Enter goes on in a long form, Ctrl+Shift+Enter goes back.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const target = document.querySelector(event.shiftKey ? "[data-ctrl-shift-enter]" : "[data-ctrl-enter]");
  if (!target) return;
  event.preventDefault();
  target.click();
});

// Enter in a search box goes to the first it found; with nothing found it searches.
document.addEventListener("keydown", (event) => {
  const box = event.target.closest("input[data-find]");
  const found = box && event.key === "Enter" && document.querySelector(`#${box.dataset.find} input[type=radio]`);
  if (!found) return;
  event.preventDefault();
  found.checked = true;
  found.focus();
});

// Menus close on Escape, on a click elsewhere, and when another opens.
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
};
document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details[data-menu][open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// A link with data-dialog opens the dialog that is already on the page; without it, the link leads to a page.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (!dialog) return;
    event.preventDefault();
    dialog.showModal();
    return;
  }
  const closer = event.target.closest("[data-dialog-close]");
  if (closer && closer.closest("dialog")) {
    event.preventDefault();
    closer.closest("dialog").close();
  }
});

// A form is sent once: the button says it is busy, and comes back when the page does.
document.addEventListener("submit", (event) => {
  const form = event.target;
  // What opens in another tab may be asked for again: this page stays.
  if (form.method.toLowerCase() !== "post" || form.target || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  if (event.submitter && event.submitter.classList.contains("btn")) {
    event.submitter.setAttribute("aria-busy", "true");
    event.submitter.dataset.busy = "";
  }
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[data-busy]")) button.removeAttribute("aria-busy");
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form[data-sent]");
  if (form) delete form.dataset.sent;
});

// Filters apply themselves when a choice changes; their button is for when this script is not there.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  if (form && event.target.matches("select, input[type=checkbox], input[type=date]")) form.requestSubmit();
});

const ready = (root) => {
  for (const button of root.querySelectorAll("[data-autosubmit-button]")) button.hidden = true;
  for (const button of root.querySelectorAll("[data-dismiss], [data-print-item]")) button.hidden = false;
  // Which boxes of a list are ticked: said in the bar at its foot.
  for (const bar of root.querySelectorAll("[data-bulk]")) countChosen(bar.closest("form"));
  // On a phone the parts of a long form are one scrolling line: bring the part that is open into view.
  for (const here of root.querySelectorAll(".sections [aria-current]")) {
    const line = here.closest(".sections");
    line.scrollLeft = here.offsetLeft - line.offsetLeft - 16;
  }
  const summary = root.querySelector("[data-error-summary]");
  if (summary) summary.focus();
};
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) ready(event.target.parentElement || event.target);
});

// What a page sent by itself and did not arrive is said: nobody waits for an answer that does not come. What repeats
// itself without anybody asking (who else is here, how far a file is) is silent.
const ASKED = new Set(["click", "submit", "change", "input"]);
const trouble = (event) => {
  if (!ASKED.has(event.detail.requestConfig?.triggeringEvent?.type)) return;
  const texts = document.getElementById("trouble");
  const note = texts.content.firstElementChild.cloneNode(true);
  const why = { 0: "offline", 401: "signedOut", 403: "refused", 404: "gone" }[event.detail.xhr?.status ?? 0] ?? "broken";
  note.querySelector("[data-text]").textContent = texts.dataset[why];
  note.querySelector("[data-sign-in]").hidden = why !== "signedOut";
  for (const old of document.querySelectorAll("[data-trouble]")) old.remove();
  document.body.append(note);
};
for (const kind of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(kind, trouble);
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) for (const old of document.querySelectorAll("[data-trouble]")) old.remove();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dismiss]");
  if (button) button.closest(".toast").remove();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-print]")) return;
  closeMenus();
  window.print();
});

// The bar for chosen rows shows when a row is chosen, with how many.
function countChosen(form) {
  const bar = form && form.querySelector("[data-bulk]");
  if (!bar) return;
  const chosen = form.querySelectorAll(":is(tbody, .ranks) input[type=checkbox]:checked").length;
  bar.hidden = chosen === 0;
  for (const number of bar.querySelectorAll("[data-chosen]")) number.textContent = chosen;
}
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form || !form.querySelector("[data-bulk]")) return;
  if (event.target.matches("[data-choose-all]")) {
    for (const box of form.querySelectorAll("tbody input[type=checkbox]")) box.checked = event.target.checked;
  }
  countChosen(form);
});

ready(document);
