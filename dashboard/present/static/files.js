// Says that a file is being made while one waits for it; without this script the links simply load it.
"use strict";
(() => {
  const said = document.querySelector(".making");
  async function fetched(link) {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(String(answer.status));
    const name = /filename="?([^";]+)/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "";
    return { name, address: URL.createObjectURL(await answer.blob()) };
  }
  function save({ name, address }) {
    const saving = document.createElement("a");
    saving.href = address;
    saving.download = name;
    saving.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-making]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.getAttribute("aria-busy") === "true") return;
    link.setAttribute("aria-busy", "true");
    said.textContent = link.dataset.making;
    try {
      save(await fetched(link));
      said.textContent = link.dataset.done;
    } catch {
      said.textContent = link.dataset.failed;
    } finally {
      link.removeAttribute("aria-busy");
    }
  });
})();
