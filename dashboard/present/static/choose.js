// Makes the form that chooses content shorter to use: buttons that move, an address that names only what is chosen.
"use strict";
(() => {
  const form = document.querySelector("form");
  const copy = form.querySelector(".copy"), copied = form.querySelector(".copied");
  const boxes = () => [...form.querySelectorAll('input[name="slide"]:checked')].map((box) => box.value);

  function slides() {
    const chosen = boxes();
    const charts = new Set(chosen.filter((value) => value.includes(".")).map((value) => value.split(".")[0]));
    return chosen.filter((value) => value.includes(".") || !charts.has(value));
  }
  function address() {
    const query = new URLSearchParams();
    for (const field of form.querySelectorAll('input[type="hidden"]')) if (field.name !== "sent") query.set(field.name, field.value);
    query.set("slides", slides().join(","));
    return `${form.getAttribute("action")}?${query.toString().replaceAll("%2C", ",")}`;
  }
  function place(list) {
    const items = [...list.children];
    items.forEach((item, number) => {
      const moving = item.querySelector(".moving");
      moving.querySelector('[data-moves="up"]').disabled = number === 0;
      moving.querySelector('[data-moves="down"]').disabled = number === items.length - 1;
    });
  }
  for (const label of form.querySelectorAll(".moving .number")) label.remove();
  for (const button of form.querySelectorAll("[data-moves], .copy")) button.hidden = false;
  for (const list of form.querySelectorAll(".sorted")) place(list);

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-moves]");
    if (!button) return;
    const item = button.closest("li"), up = button.dataset.moves === "up";
    const other = up ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    other[up ? "before" : "after"](item);
    place(item.parentElement);
    (button.disabled ? item.querySelector(".moving button:not(:disabled)") : button)?.focus();
  });
  form.addEventListener("change", (event) => {
    const box = event.target;
    if (box.name !== "slide") return;
    const group = box.closest(".priority");
    const whole = group.querySelector("p.row input[type=checkbox]"), rows = [...group.querySelectorAll("ol input[type=checkbox]")];
    if (box === whole && !box.checked) for (const each of rows) each.checked = false;
    else if (box !== whole && box.checked) whole.checked = true;
    copied.textContent = "";
  });
  form.addEventListener("submit", (event) => {
    if (!slides().length) return; // the server says that nothing was chosen
    event.preventDefault();
    location.assign(address());
  });
  copy.addEventListener("click", async () => {
    const whole = new URL(address(), location.href).href;
    try {
      await navigator.clipboard.writeText(whole);
      copied.textContent = copy.dataset.copied;
    } catch {
      copied.textContent = whole;
    }
  });
})();
