// For pages that embed charts of Hytetaulu: gives every frame the height that the chart in it needs, on paper also the table.
(() => {
  const home = new URL(document.currentScript.src).origin;
  const twice = (selector, name) => { // the same code pasted again: its link must lead past its own frame
    const seen = {};
    for (const each of document.querySelectorAll(selector)) {
      const id = each.getAttribute(name);
      const count = (seen[id] = (seen[id] || 0) + 1);
      if (count > 1) each.setAttribute(name, `${id}-${count}`);
    }
  };
  const apart = () => { twice('[id^="after-hytetaulu-"]', "id"); twice('a[href^="#after-hytetaulu-"]', "href"); };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", apart);
  else if (!window.hytetauluFrames) apart();
  if (window.hytetauluFrames) return;
  window.hytetauluFrames = true;
  const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(`${home}/embed/`));
  window.addEventListener("message", ({ data, origin, source }) => {
    const frame = origin === home && data?.type === "hytetaulu:height" && frames().find((each) => each.contentWindow === source);
    if (!frame || !(data.height > 0 && data.height < 20000)) return;
    frame.style.height = `${Math.ceil(data.height)}px`;
    if (data.print > 0 && data.print < 20000) frame.style.setProperty("--hytetaulu-print", `${Math.ceil(data.print)}px`);
  });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('@media print{iframe[style*="--hytetaulu-print"]{height:var(--hytetaulu-print)!important}}');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } catch { /* an old browser prints the frame as high as it is */ }
  for (const frame of frames()) frame.contentWindow.postMessage({ type: "hytetaulu:ask" }, "*");
})();
