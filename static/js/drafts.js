// Answers that were typed and not sent yet, kept in this browser. On every page, because of who sits down next.
//
// A draft is encrypted with a key that only its owner's pages carry, and lies under its owner's mark. It goes when
// the server has the answers, when its owner signs out or throws it away, when somebody else signs in here, and
// after three days.
"use strict";

window.jobdeskDrafts = (() => {
  const PREFIX = "jobdesk:draft:";
  const KEPT = 3 * 24 * 60 * 60 * 1000; // milliseconds
  const owner = document.body.dataset.owner || "";
  const mine = () => keys().filter((key) => key.startsWith(`${PREFIX}${owner}:`));

  function keys() {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  }

  function age(key) {
    return Date.now() - Number(localStorage.getItem(key).split(".", 1)[0]);
  }

  const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const imported = (secret) => crypto.subtle.importKey("raw", bytes(secret), "AES-GCM", false, ["encrypt", "decrypt"]);

  async function keep(name, secret, draft) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(draft));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await imported(secret), plain);
    localStorage.setItem(`${PREFIX}${owner}:${name}`, `${Date.now()}.${base64(iv)}.${base64(new Uint8Array(sealed))}`);
  }

  async function read(name, secret) {
    const kept = localStorage.getItem(`${PREFIX}${owner}:${name}`);
    if (!kept) return null;
    const [, iv, sealed] = kept.split(".");
    try {
      const plain = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: bytes(iv) },
        await imported(secret),
        bytes(sealed),
      );
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      drop(name); // sealed with a key that holds no more
      return null;
    }
  }

  const drop = (name) => localStorage.removeItem(`${PREFIX}${owner}:${name}`);

  // Whose page this is decides: what is too old goes, and what another person left behind.
  for (const key of keys()) {
    if (!(age(key) < KEPT) || (owner && !key.startsWith(`${PREFIX}${owner}:`))) localStorage.removeItem(key);
  }

  // Signing out ends it for this computer; a user with unsent answers is asked first.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-sign-out]") || mine().length === 0) return;
    if (!confirm(event.target.dataset.signOut)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    for (const key of mine()) localStorage.removeItem(key);
  });

  // A user who chose between two answers on a page of its own has settled what lies here.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.settles) drop(event.target.dataset.settles);
  });

  return {
    canKeep: Boolean(owner && window.crypto && crypto.subtle),
    names: () => mine().map((key) => key.slice(`${PREFIX}${owner}:`.length)),
    keep,
    read,
    drop,
  };
})();
