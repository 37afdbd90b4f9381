// Comforts of the lists. Everything works without them.
"use strict";

// "All that fit": ticks the rows in sight, and the bar says how many they are in all.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  const every = form && form.querySelector("[data-choose-every]");
  if (!every) return;
  const boxes = form.querySelectorAll("tbody input[type=checkbox]");
  if (event.target === every) {
    for (const box of boxes) box.checked = every.checked;
  } else if (event.target.closest("table") && !event.target.checked) {
    every.checked = false;
  }
  const bar = form.querySelector("[data-bulk]");
  const ticked = [...boxes].filter((box) => box.checked).length;
  bar.hidden = ticked === 0;
  for (const number of bar.querySelectorAll("[data-chosen]")) {
    number.textContent = every.checked ? every.dataset.chooseEvery : ticked;
  }
});

// The places of the columns: a button up and a button down instead of numbers to type.
const numbered = (list) => {
  [...list.querySelectorAll("input[type=number]")].forEach((input, index) => (input.value = index + 1));
};
for (const form of document.querySelectorAll("[data-columns]")) {
  for (const row of form.querySelectorAll("[data-column]")) {
    const place = row.querySelector("input[type=number]");
    if (place.disabled) continue;
    place.addEventListener("change", () => {
      const rows = [...form.querySelectorAll("[data-column]")].filter((each) => each !== row);
      const at = Math.min(Math.max(Number(place.value) || 2, 2), rows.length + 1) - 1;
      row.parentElement.insertBefore(row, rows[at] || null);
      numbered(form);
      place.focus();
    });
  }
}
