// Puts the source of a page's figures at the foot of every printed sheet: assets/print.css writes it in the margin.
addEventListener("beforeprint", () => {
  const source = document.querySelector("main .page-source") ?? document.querySelector("main .source");
  document.documentElement.dataset.sourced = "true";
  document.documentElement.style.setProperty("--page-source", JSON.stringify(source?.textContent ?? ""));
});
