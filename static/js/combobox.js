// A text field with a list of terms under it: the ARIA combobox pattern. Without this script the field is a
// text field, and the server looks up what was typed. See templates/vocabulary/combobox.html.
"use strict";

(() => {
  const WAIT = 120; // milliseconds of rest before the server is asked

  const partsOf = (box) => ({
    input: box.querySelector("input[type=text]"),
    key: box.querySelector("[data-combobox-key]"),
    list: box.querySelector("[role=listbox]"),
    status: box.querySelector("[data-combobox-status]"),
    mark: box.querySelector("[data-combobox-mark]"),
    offered: box.querySelector("[data-combobox-offered]"),
  });
  const optionsOf = (list) => [...list.querySelectorAll("[role=option]")];

  const close = (box) => {
    const { input, list } = partsOf(box);
    clearTimeout(box.waiting);
    box.asked = (box.asked || 0) + 1; // an answer that is still on its way comes too late
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const activate = (box, option) => {
    const { input, list } = partsOf(box);
    for (const each of optionsOf(list)) each.setAttribute("aria-selected", String(each === option));
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const choose = (box, option) => {
    const { input, key, mark, offered } = partsOf(box);
    input.value = option.dataset.text;
    key.value = option.dataset.key;
    mark.hidden = option.dataset.key !== "own-words";
    if (offered) offered.remove();
    close(box);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const ask = async (box) => {
    const { input, list, status } = partsOf(box);
    const typed = input.value.trim();
    if (typed.length < 2) {
      close(box);
      return;
    }
    const number = (box.asked = (box.asked || 0) + 1);
    let answer;
    try {
      answer = await fetch(`${box.dataset.combobox}?q=${encodeURIComponent(typed)}`);
    } catch {
      return; // no connection: the field stays a text field
    }
    if (!answer.ok || answer.redirected) return;
    const html = await answer.text();
    if (number !== box.asked || document.activeElement !== input) return;
    list.innerHTML = html;
    const options = optionsOf(list);
    options.forEach((option, at) => {
      option.id = `${list.id}_${at}`;
    });
    const terms = options.length - 1; // the last keeps one's own words
    status.textContent = terms ? box.dataset.found.replace("%(n)s", terms) : box.dataset.none;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    activate(box, null);
  };

  const move = (box, to) => {
    const { input, list } = partsOf(box);
    if (list.hidden) {
      ask(box);
      return;
    }
    const options = optionsOf(list);
    const at = options.findIndex((each) => each.id === input.getAttribute("aria-activedescendant"));
    const next = at < 0 ? (to > 0 ? 0 : options.length - 1) : (at + to + options.length) % options.length;
    activate(box, options[next]);
  };

  const pressed = (event) => {
    const box = event.currentTarget;
    const { input, list } = partsOf(box);
    if (event.target !== input || event.isComposing) return;
    const active = list.hidden ? null : document.getElementById(input.getAttribute("aria-activedescendant"));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(box, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active) {
      event.preventDefault();
      choose(box, active);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close(box);
    } else if (event.key === "Tab" && active) {
      choose(box, active);
    }
  };

  const typed = (event) => {
    const box = event.currentTarget;
    const { input, key, mark } = partsOf(box);
    if (event.target !== input) return;
    key.value = "";
    mark.hidden = true;
    clearTimeout(box.waiting);
    box.waiting = setTimeout(() => ask(box), WAIT);
  };

  const prepare = (box) => {
    if (box.dataset.ready) return;
    box.dataset.ready = "yes";
    const { input, list } = partsOf(box);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    box.addEventListener("keydown", pressed);
    box.addEventListener("input", typed);
    box.addEventListener("focusout", () => close(box));
    // The field keeps the focus while the list is clicked.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(box, option);
    });
  };

  const ready = (root) => {
    for (const box of root.querySelectorAll("[data-combobox]")) prepare(box);
  };
  ready(document);
  document.addEventListener("htmx:load", (event) => ready(event.detail.elt.parentElement || document));
})();
