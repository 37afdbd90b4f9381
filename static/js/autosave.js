// A form that saves itself while somebody types (form[data-autosave]). Without this script its buttons do.
//
// What was changed is sent a second later, with what the page showed when it was made (the hidden field `seen`), so
// that the server can put it together with what others saved. Until the server says that it has it, it also lies in
// this browser (drafts.js), and is sent by itself when the line is back.
"use strict";

(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const drafts = window.jobdeskDrafts;
  const texts = form.dataset; // sentences in the reader's language
  const state = document.querySelector("[data-save-state]");
  const trouble = document.querySelector("[data-save-trouble]");
  const address = new URL(form.getAttribute("action"), location.href); // form.action is a button of that name
  const PAUSE = 900; // milliseconds after the last key
  const WAITS = [3, 6, 12, 30, 60]; // seconds until the next attempt, when the line is down
  const PATIENCE = 20000; // milliseconds for one answer
  const PULSE = 30000; // milliseconds between two looks at who else is here
  const IDLE = 5 * 60000; // somebody who types nothing for so long is not here

  // What the server has, as far as this page knows: as the page came, not as it is now. A user who types
  // fast, or whose browser fills in what it kept, has begun before this script.
  let confirmed = values(asItCame);
  let timer = null;
  let running = null;
  let attempts = 0;
  let isCut = false; // the last attempt reached no server: no other page can be reached either
  let isThrough = false; // the next submit goes to the server as it is
  let touchedAt = Date.now();

  function names() {
    return Object.keys(JSON.parse(form.elements.seen.value));
  }

  // The controls of a question; "no lessons" belongs to the lessons.
  function controls(name) {
    return [...form.elements].filter((each) => each.name === name || each.dataset.answers === name);
  }

  function values(read = asItIs) {
    return Object.fromEntries(names().map((name) => [name, value(name, read)]));
  }

  function value(name, read = asItIs) {
    const chosen = controls(name).map((each) => [each.name, read(each)]);
    return JSON.stringify(chosen.filter(([, text]) => text !== null));
  }

  // The value of a control; null for a box or a button that is not chosen.
  function asItIs(control) {
    return isTick(control) && !control.checked ? null : control.value;
  }

  function asItCame(control) {
    if (isTick(control)) return control.defaultChecked ? control.value : null;
    if (!control.options) return control.defaultValue;
    const options = [...control.options];
    return (options.find((each) => each.defaultSelected) ?? options[0]).value;
  }

  function isTick(control) {
    return control.type === "checkbox" || control.type === "radio";
  }

  function changed() {
    return names().filter((name) => value(name) !== confirmed[name]);
  }

  // ── Saying how it stands ───────────────────────────────────────────────────────────────────────────────

  function say(kind, text) {
    state.dataset.kind = kind;
    state.querySelector("[data-text]").textContent = text;
  }

  function worry(text, link) {
    say("stop", texts.notSaved);
    trouble.hidden = false;
    trouble.querySelector("[data-text]").textContent = text;
    trouble.querySelector("[data-sign-in]").hidden = !link;
  }

  function relax(text) {
    trouble.hidden = true;
    say("go", text);
  }

  // ── Keeping in the browser ─────────────────────────────────────────────────────────────────────────────

  let writing = Promise.resolve();
  let waiting = null; // a draft from before, about which the person has not decided yet

  function keep() {
    if (!drafts.canKeep) return;
    writing = writing.then(async () => {
      const open = changed();
      if (open.length === 0 && !waiting) {
        drafts.drop(texts.autosave);
        return;
      }
      const seen = JSON.parse(form.elements.seen.value);
      await drafts.keep(texts.autosave, texts.key, {
        address: location.pathname + location.search,
        label: texts.label,
        values: { ...waiting?.values, ...Object.fromEntries(open.map((name) => [name, value(name)])) },
        seen: { ...waiting?.seen, ...Object.fromEntries(open.map((name) => [name, seen[name]])) },
      });
    });
  }

  // ── Sending ────────────────────────────────────────────────────────────────────────────────────────────

  function plan(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  // Returns whether the server has answered; one request at a time.
  async function save() {
    clearTimeout(timer);
    while (running) await running;
    if (changed().length === 0) return true;
    running = send();
    const isAnswered = await running;
    running = null;
    if (isAnswered && changed().some((name) => value(name) !== refused[name])) plan(PAUSE);
    return isAnswered;
  }

  let refused = {}; // answers that the server has seen and did not take: not sent again as long as they stay

  async function send(isSecond = false) {
    say("wait", texts.saving);
    const sent = values();
    const body = new FormData(form);
    body.set("action", "autosave");
    let response;
    try {
      response = await fetch(address, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      isCut = true;
      return later(texts.offline);
    }
    isCut = false;
    if (response.type === "opaqueredirect") return later(texts.signedOut, true);
    if (response.status === 403) return isSecond ? later(texts.refused) : renew();
    if (!response.ok) return later(response.status === 404 ? texts.gone : texts.broken);
    take(await response.json(), sent);
    return true;
  }

  // A user who signed in again has a new token; take it from a fresh page, if it is still the same person.
  async function renew() {
    let page;
    try {
      const response = await fetch(address, { redirect: "manual" });
      if (response.type === "opaqueredirect") return later(texts.signedOut, true);
      page = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      return later(texts.offline);
    }
    const token = page.querySelector("[name=csrfmiddlewaretoken]");
    if (page.body.dataset.owner !== document.body.dataset.owner || !token) return later(texts.refused);
    form.elements.csrfmiddlewaretoken.value = token.value;
    return send(true);
  }

  function later(text, isSignedOut = false) {
    worry(text, isSignedOut);
    keep();
    const wait = WAITS[Math.min(attempts, WAITS.length - 1)];
    attempts += 1;
    plan(wait * 1000);
    return false;
  }

  function take(answer, sent) {
    attempts = 0;
    const seen = JSON.parse(form.elements.seen.value);
    refused = {};
    for (const name of names()) {
      if (name in answer.settled) {
        seen[name] = answer.settled[name];
        confirmed[name] = sent[name];
      } else {
        refused[name] = sent[name];
      }
    }
    form.elements.seen.value = JSON.stringify(seen);
    if (answer.errors.seen) worry(answer.errors.seen.join(" "));
    else relax(changed().length ? texts.partly : texts.saved.replace("{time}", answer.saved_at));
    for (const name of names()) mark(name, answer.errors[name], answer.conflicts[name]);
    document.getElementById("progress").outerHTML = answer.side;
    const line = document.querySelector("#progress .sections");
    const here = line.querySelector("[aria-current]");
    line.scrollLeft = here.offsetLeft - line.offsetLeft - 16;
    if (answer.is_news) pulse();
    keep();
  }

  // What is wrong with an answer stands at its question, once the person has gone on.
  function mark(name, errors, conflict) {
    const control = document.getElementById(`id_${name}`);
    const field = control && control.closest(".field");
    if (!field) return;
    for (const old of field.querySelectorAll("[data-marked]")) old.remove();
    const isWrong = Boolean(errors) && value(name) === refused[name];
    field.classList.toggle("has-error", isWrong);
    if (control.matches("input, select, textarea")) control.toggleAttribute("aria-invalid", isWrong);
    if (isWrong) for (const error of errors) note(field, "error-note", error);
    if (conflict) note(field, "conflict-note", conflict);
  }

  function note(field, template, text) {
    const piece = document.getElementById(template).content.firstElementChild.cloneNode(true);
    piece.querySelector("[data-text]").textContent = text;
    piece.dataset.marked = "";
    field.append(piece);
  }

  // ── What was kept from before ──────────────────────────────────────────────────────────────────────────

  const banner = document.querySelector("[data-kept]");

  function apply(draft) {
    for (const [name, kept] of Object.entries(draft.values)) {
      const pairs = JSON.parse(kept);
      for (const each of controls(name)) {
        if (isTick(each)) {
          each.checked = pairs.some(([field, text]) => field === each.name && text === each.value);
        } else {
          const pair = pairs.find(([field]) => field === each.name);
          if (pair) each.value = pair[1];
        }
      }
    }
    form.elements.seen.value = JSON.stringify({ ...JSON.parse(form.elements.seen.value), ...draft.seen });
  }

  function words(name, kept) {
    return JSON.parse(kept)
      .map(([field, text]) => {
        const among = controls(name).filter((each) => each.name === field);
        const option = among[0]?.options && [...among[0].options].find((each) => each.value === text);
        if (option) return text && option.text;
        const label = among.find((each) => each.value === text)?.closest("label");
        return label ? label.textContent.trim() : text;
      })
      .filter(Boolean)
      .join(", ");
  }

  async function look() {
    if (!drafts.canKeep) return;
    const draft = await drafts.read(texts.autosave, texts.key);
    const open = Object.entries(draft?.values ?? {}).filter(
      ([name, kept]) => name in confirmed && kept !== value(name),
    );
    if (open.length === 0) keep();
    else offer(draft, open);
  }

  function offer(draft, open) {
    waiting = draft;
    banner.querySelector("[data-list]").replaceChildren(
      ...open.map(([name, kept]) => {
        const item = document.createElement("li");
        const field = document.getElementById(`id_${name}`).closest(".field");
        const label = field.querySelector("legend span, legend, label");
        item.textContent = `${label.textContent.trim()} ${words(name, kept) || texts.none}`;
        return item;
      }),
    );
    const decide = () => {
      waiting = null;
      banner.hidden = true;
      keep();
    };
    banner.hidden = false;
    banner.querySelector("[data-send]").addEventListener("click", () => {
      apply(draft);
      decide();
      save();
    });
    banner.querySelector("[data-throw-away]").addEventListener("click", decide);
  }

  // ── Who else is here ───────────────────────────────────────────────────────────────────────────────────

  function pulse() {
    const company = document.getElementById("company");
    if (window.htmx && company) window.htmx.trigger(company, "pulse");
  }

  setInterval(() => {
    if (document.visibilityState === "visible" && navigator.onLine && Date.now() - touchedAt < IDLE) pulse();
  }, PULSE);

  // ── Listening ──────────────────────────────────────────────────────────────────────────────────────────

  const typed = (wait) => () => {
    touchedAt = Date.now();
    keep();
    if (changed().length) say("wait", texts.unsaved);
    plan(wait);
  };
  form.addEventListener("input", typed(PAUSE));
  form.addEventListener("change", typed(100));
  window.addEventListener("online", () => {
    attempts = 0;
    save();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      touchedAt = Date.now();
      if (attempts) save();
    } else if (changed().length && !attempts) {
      const body = new FormData(form);
      body.set("action", "autosave");
      fetch(address, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!drafts.canKeep && changed().length) event.preventDefault();
  });

  // A button first sends what is open; when that cannot be, the page stays as it is and says so.
  document.addEventListener(
    "submit",
    async (event) => {
      if (event.target !== form || isThrough) return;
      const submitter = event.submitter;
      if (changed().length === 0 && navigator.onLine && submitter?.value !== "enter") return;
      event.preventDefault();
      if (submitter?.value === "enter") {
        save(); // Enter in a text saves, and stays
      } else if (!navigator.onLine) {
        later(texts.offline);
      } else if (await save()) {
        isThrough = true;
        form.requestSubmit(button(submitter));
        isThrough = false;
      }
    },
    true,
  );

  // Saving may have taken the button away that was pressed: one of the same name does the same.
  function button(pressed) {
    if (!pressed || pressed.isConnected) return pressed;
    return [...form.elements].find((each) => each.type === "submit" && each.value === pressed.value);
  }

  // Another page waits until what is open has been sent; what cannot be sent is kept, and the page stays.
  document.addEventListener("click", async (event) => {
    if (event.defaultPrevented) return; // htmx fetches it: the page stays
    const link = event.target.closest("a[href]");
    const isPlain = link && !link.target && !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    if (!isPlain || link.getAttribute("href").startsWith("#") || changed().length === 0) return;
    if (attempts && !isCut) return;
    event.preventDefault();
    await save();
    if (!attempts) location.assign(link.href);
  });

  // The first question is ready to be answered, where there are keys.
  const isFresh = !location.hash && !document.querySelector("[data-error-summary]");
  if (isFresh && matchMedia("(pointer: fine)").matches) {
    const first = [...form.elements].find((each) => each.matches("input:not([type=hidden]), select, textarea"));
    if (first) first.focus({ preventScroll: true });
  }
  if (changed().length) typed(PAUSE)();
  if (texts.unsavedYet) confirmed = Object.fromEntries(names().map((name) => [name, ""]));
  look();
})();
