// A text field with a list of terms under it: the ARIA combobox pattern. Without this script the field is a
// text field, and the server looks up what was typed. See templates/vocabulary/combobox.html.
//
// It listens on the document: a field that htmx brings has the focus before htmx says that it is there (htmx:load),
// and a user who types fast has begun by then.
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
  // The box whose text field this is, if it is one.
  const boxOf = (element) => {
    const box = element.closest("[data-combobox]");
    return box && partsOf(box).input === element ? box : null;
  };

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

  // With `to` the first option is chosen as soon as the list is there, or the last one (-1).
  const ask = async (box, to = 0) => {
    clearTimeout(box.waiting);
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
    if (to) move(box, to);
  };

  const move = (box, to) => {
    const { input, list } = partsOf(box);
    if (list.hidden) {
      ask(box, to);
      return;
    }
    const options = optionsOf(list);
    const at = options.findIndex((each) => each.id === input.getAttribute("aria-activedescendant"));
    const next = at < 0 ? (to > 0 ? 0 : options.length - 1) : (at + to + options.length) % options.length;
    activate(box, options[next]);
  };

  const prepare = (box) => {
    const { input, list } = partsOf(box);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.setAttribute("aria-controls", list.id);
  };

  document.addEventListener("focusin", (event) => {
    const box = boxOf(event.target);
    if (box) prepare(box);
  });

  document.addEventListener("focusout", (event) => {
    const box = boxOf(event.target);
    if (box) close(box);
  });

  document.addEventListener("input", (event) => {
    const box = boxOf(event.target);
    if (!box) return;
    const { key, mark, offered } = partsOf(box);
    key.value = "";
    mark.hidden = true;
    if (offered) offered.remove(); // it was offered for other words
    clearTimeout(box.waiting);
    box.waiting = setTimeout(() => ask(box), WAIT);
  });

  // In the capture phase: the key that closes the list must not also close what the list is in.
  document.addEventListener(
    "keydown",
    (event) => {
      const box = boxOf(event.target);
      if (!box || event.isComposing) return;
      const { input, list } = partsOf(box);
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
    },
    true,
  );

  // The field keeps the focus while the list is clicked.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-combobox] [role=listbox]")) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const option = event.target.closest("[data-combobox] [role=option]");
    if (option) choose(option.closest("[data-combobox]"), option);
  });

  // A user who reads the page before going to a field hears what it is.
  const ready = (root) => {
    for (const box of root.querySelectorAll("[data-combobox]")) prepare(box);
  };
  ready(document);
  document.addEventListener("htmx:load", (event) => ready(event.detail.elt.parentElement || document));
})();
