// Forms whose words are kept while somebody types (form[data-keep]): until the server has saved them, they lie in this
// browser (drafts.js). A user who closed the page, lost the line or was signed out is offered them in the
// same form.
//
// data-keep: the name of the draft · data-keep-at: the address where the form opens again · data-keep-label: what it
// is, for a link from elsewhere. The intake has its own way (autosave.js), because it also sends.
"use strict";

(() => {
  const drafts = window.jobdeskDrafts;
  if (!drafts.canKeep) return;
  const SAVED = "saved-draft"; // the cookie with which the server says that it has saved a form (jobdesk/web/drafts.py)
  const NEVER = new Set(["csrfmiddlewaretoken", "action", "draft"]);
  const UNSEEN = new Set(["file", "password", "submit", "button"]);

  let secret; // the key, asked for once
  const key = () =>
    (secret ??= fetch(document.body.dataset.drafts, { redirect: "error" })
      .then((answer) => answer.json())
      .then((answer) => answer.key)
      .catch(() => (secret = undefined)));

  const controls = (form) => [...form.elements].filter((each) => each.name && !NEVER.has(each.name) && !UNSEEN.has(each.type));
  const isTick = (control) => control.type === "checkbox" || control.type === "radio";

  // Pairs of a name and a value: what is in the form, or (as the page came) what was in it.
  const values = (form) =>
    controls(form).flatMap((each) => {
      if (isTick(each)) return each.checked ? [[each.name, each.value]] : [];
      if (each.selectedOptions) return [...each.selectedOptions].map((option) => [each.name, option.value]);
      return [[each.name, each.value]];
    });
  const isUsual = (option, options) =>
    option.defaultSelected || (option === options[0] && ![...options].some((each) => each.defaultSelected));
  const isChanged = (control) => {
    if (isTick(control)) return control.checked !== control.defaultChecked;
    if (!control.options) return control.type !== "hidden" && control.value !== control.defaultValue;
    return [...control.options].some((each) => each.selected !== isUsual(each, control.options));
  };
  // What came back with an error is in the page as it was typed, and not saved.
  const isUnsaved = (form) => "keepUnsaved" in form.dataset || controls(form).some(isChanged);

  const mark = (form) => {
    if (!form.elements.draft) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "draft";
      field.value = crypto.randomUUID();
      form.append(field);
    }
    return form.elements.draft.value;
  };

  let writing = Promise.resolve();
  const keep = (form) => {
    const name = form.dataset.keep;
    writing = writing.then(async () => {
      const sealed = await key();
      if (!sealed) return;
      if (!isUnsaved(form)) {
        drafts.drop(name);
        return;
      }
      const draft = { address: form.dataset.keepAt, label: form.dataset.keepLabel, values: values(form) };
      await drafts.keep(name, sealed, { ...draft, mark: mark(form) });
    });
  };

  // ── What was kept from before ──────────────────────────────────────────────────────────────────────────

  const putBack = (form, draft) => {
    const left = [...draft.values];
    const taken = (name, fits) => {
      const at = left.findIndex(([field, value]) => field === name && fits(value));
      return at < 0 ? null : left.splice(at, 1)[0][1];
    };
    for (const each of controls(form)) {
      if (isTick(each)) each.checked = taken(each.name, (value) => value === each.value) !== null;
      else if (each.multiple) for (const option of each.options) option.selected = taken(each.name, (value) => value === option.value) !== null;
      else each.value = taken(each.name, () => true) ?? each.value;
      const folded = each.closest("details:not([open])");
      if (folded && isChanged(each)) folded.open = true;
      if (each.dataset.find) each.dispatchEvent(new Event("input", { bubbles: true })); // looks for people again
    }
    form.elements.draft?.remove();
    keep(form);
  };

  const words = (form, draft) => {
    const said = draft.values.map(([name, value]) => {
      const all = controls(form).filter((each) => each.name === name);
      const each = all.find((one) => one.value === value) ?? all[0];
      if (!each || !value || each.type === "hidden") return "";
      if (each.options) {
        const option = [...each.options].find((one) => one.value === value);
        return option && !isUsual(option, each.options) ? option.text.trim() : "";
      }
      if (isTick(each)) return each.defaultChecked ? "" : (each.closest("label")?.textContent.trim() ?? "");
      return value === each.defaultValue ? "" : value;
    });
    return said.filter(Boolean).join(" · ");
  };

  const look = async (form) => {
    if ("keepUnsaved" in form.dataset) {
      keep(form);
      return;
    }
    const sealed = await key();
    const draft = sealed && (await drafts.read(form.dataset.keep, sealed));
    if (!draft || isUnsaved(form) || form.querySelector("[data-kept-form]")) return;
    const note = document.getElementById("kept").content.firstElementChild.cloneNode(true);
    note.querySelector("[data-list]").textContent = words(form, draft);
    note.querySelector("[data-put-back]").addEventListener("click", () => {
      note.remove();
      putBack(form, draft);
      form.querySelector("input:not([type=hidden]), select, textarea").focus();
    });
    note.querySelector("[data-throw-away]").addEventListener("click", () => {
      note.remove();
      drafts.drop(form.dataset.keep);
      form.querySelector("input:not([type=hidden]), select, textarea").focus();
    });
    form.prepend(note);
    const folded = form.closest("details");
    if (folded) folded.open = true;
  };

  // What waits on other pages: where it is.
  const lookElsewhere = async () => {
    const place = document.querySelector("[data-kept-elsewhere]");
    if (!place || drafts.names().length === 0) return;
    const here = [...document.querySelectorAll("[data-autosave], [data-keep]")];
    const names = here.map((form) => form.dataset.autosave ?? form.dataset.keep);
    const sealed = await key();
    for (const name of drafts.names()) {
      const draft = sealed && !names.includes(name) && (await drafts.read(name, sealed));
      if (!draft) continue;
      const item = place.querySelector("template").content.firstElementChild.cloneNode(true);
      const link = item.querySelector("a");
      link.href = draft.address;
      if (draft.label) link.textContent = draft.label;
      place.querySelector("[data-links]").append(item);
      place.hidden = false;
    }
  };

  // ── Listening ──────────────────────────────────────────────────────────────────────────────────────────

  const kept = (element) => element.closest?.("form[data-keep]") ?? element.form?.closest("form[data-keep]");
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      const form = kept(event.target);
      if (form) keep(form);
    });
  }

  document.addEventListener("click", (event) => {
    const away = event.target.closest("[data-keep-away]");
    if (away) writing = writing.then(() => drafts.drop(kept(away).dataset.keep));
  });

  document.addEventListener("submit", (event) => kept(event.target) && mark(event.target), true);

  // With htmx the answer is the section: without an open form it has been saved.
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.requestConfig.elt;
    if (!event.detail.successful || !form.matches("form[data-keep]")) return;
    if (document.querySelector(`form[data-keep="${form.dataset.keep}"]`)) return;
    writing = writing.then(() => drafts.drop(form.dataset.keep));
  });

  const forget = async () => {
    const saved = document.cookie.split("; ").find((each) => each.startsWith(`${SAVED}=`));
    if (!saved) return;
    document.cookie = `${SAVED}=; path=/; max-age=0`;
    const sealed = await key();
    for (const name of drafts.names()) {
      const draft = sealed && (await drafts.read(name, sealed));
      if (draft && `${SAVED}=${draft.mark}` === saved) drafts.drop(name);
    }
  };

  const ready = (root) => {
    for (const form of root.querySelectorAll("form[data-keep]")) look(form);
  };
  document.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) ready(event.target.parentElement ?? document);
  });
  forget().then(() => {
    ready(document);
    lookElsewhere();
  });
})();
