// Buttons that copy a code and say that they did; without a script the codes are there to be selected.
(() => {
  const copy = async (area) => {
    try {
      await navigator.clipboard.writeText(area.value);
    } catch {
      area.select(); // an address without https has no clipboard of its own
      document.execCommand("copy");
    }
  };
  document.addEventListener("keydown", (event) => { // Escape closes the dashboard's dialog from within its frame as well
    if (event.key === "Escape" && window.parent !== window) window.parent.postMessage({ type: "hytetaulu:close" }, location.origin);
  });
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(document.getElementById(button.dataset.copies));
      for (const output of document.querySelectorAll("output")) output.textContent = "";
      button.parentElement.querySelector("output").textContent = button.dataset.done;
      button.focus();
    });
  }
})();
