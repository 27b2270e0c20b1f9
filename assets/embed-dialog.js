// Opens the page with the code of a chart's embed as a dialog; without this script its link leads to the page itself.
(() => {
  const dialogOf = (link) => {
    const dialog = document.createElement("dialog");
    dialog.className = "embed-dialog";
    dialog.setAttribute("aria-label", link.dataset.dialog);
    const head = document.createElement("p");
    const close = document.createElement("button");
    const frame = document.createElement("iframe");
    close.type = "button";
    close.textContent = link.dataset.close;
    close.addEventListener("click", () => dialog.close());
    frame.src = link.href;
    frame.title = link.dataset.dialog;
    const closeByFrame = ({ source, data }) => {
      if (source === frame.contentWindow && data?.type === "hytetaulu:close") dialog.close();
    };
    window.addEventListener("message", closeByFrame);
    head.append(link.dataset.dialog, close);
    dialog.append(head, frame);
    dialog.addEventListener("close", () => {
      window.removeEventListener("message", closeByFrame);
      dialog.remove();
      link.focus();
    });
    return dialog;
  };

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a.embed[data-dialog]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const dialog = dialogOf(link);
    document.body.append(dialog);
    dialog.showModal();
  });
})();
