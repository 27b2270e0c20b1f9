// For pages that embed charts of Hytetaulu: gives every frame the height that the chart in it needs.
(() => {
  const home = new URL(document.currentScript.src).origin;
  if (window.hytetauluFrames) return;
  window.hytetauluFrames = true;
  const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(`${home}/embed/`));
  window.addEventListener("message", ({ data, origin, source }) => {
    const frame = origin === home && data?.type === "hytetaulu:height" && frames().find((each) => each.contentWindow === source);
    if (frame && data.height > 0 && data.height < 20000) frame.style.height = `${Math.ceil(data.height)}px`;
  });
  for (const frame of frames()) frame.contentWindow.postMessage({ type: "hytetaulu:ask" }, "*");
})();
