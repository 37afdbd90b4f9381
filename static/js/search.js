// The search box on every page: results while typing, chosen with the arrow keys. Without this script the box
// leads to the page with all results.
"use strict";

(() => {
  const form = document.querySelector("[data-find]");
  if (!form) return;
  const box = form.querySelector("[data-search]");
  const panel = form.querySelector("[data-find-panel]");
  const status = form.querySelector("[data-find-status]");

  const options = () => [...panel.querySelectorAll("[role=option]")];
  const active = () => panel.querySelector("[aria-selected=true]");

  const choose = (option) => {
    const before = active();
    if (before) before.setAttribute("aria-selected", "false");
    if (!option) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    panel.hidden = false;
    box.setAttribute("aria-expanded", String(options().length > 0));
  };
  const close = () => {
    panel.hidden = true;
    box.setAttribute("aria-expanded", "false");
    choose(null);
  };

  // What is highlighted belongs to what stood in the box before: Enter must not open it.
  box.addEventListener("input", () => choose(null));

  // An answer to fewer letters than stand there by now: the next one is on its way, and Enter must not open this one.
  panel.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.requestConfig.parameters.q !== box.value) event.detail.shouldSwap = false;
  });

  panel.addEventListener("htmx:afterSwap", () => {
    if (!form.contains(document.activeElement)) return;
    const list = panel.querySelector("[data-say]");
    status.textContent = list ? list.dataset.say : "";
    open();
    if (box.value.trim()) choose(options()[0]);
  });

  box.addEventListener("keydown", (event) => {
    const all = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !panel.hidden && all.length) {
      event.preventDefault();
      const place = all.indexOf(active());
      choose(all[place < 0 ? (step > 0 ? 0 : all.length - 1) : (place + step + all.length) % all.length]);
    } else if (event.key === "Enter" && !panel.hidden && active()) {
      event.preventDefault();
      window.location.assign(active().href);
    } else if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      close();
    }
  });

  // With the pointer: a press on a result must not take the focus away before the click has come.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
})();
