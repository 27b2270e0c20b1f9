// Reading a chart point by point, by keyboard through a slider or by pointer on the drawing, on pages and in embeds; and the
// height of an embed, told to the host. Everything is listened to on the document: a page changes its charts while it stands.
(() => {
  const root = document.documentElement;
  root.classList.add("reads-points"); // shows the sliders, which nobody could use without this script
  const readers = new WeakMap();
  let newest;

  const partsOf = (svg, name) => [...svg.querySelectorAll("g.series")].filter((group) => group.dataset.series === name);
  const shapeOf = (svg, name, x) =>
    partsOf(svg, name).flatMap((group) => [...group.querySelectorAll("[data-status]")]).find((shape) => shape.dataset.x === x);

  const placeOf = (svg, shape) => {
    const { left, top, width, height } = shape.getBoundingClientRect();
    if (!width && !height) return null; // a hidden drawing, or a suppressed or missing value, which may have no place
    return new DOMPoint(left + width / 2, top + height / 2).matrixTransform(svg.getScreenCTM().inverse());
  };

  const mark = (svg, shape) => {
    svg.querySelector(".reading-mark")?.remove();
    const at = shape && placeOf(svg, shape);
    if (!at) return;
    const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    for (const [name, value] of [["class", "reading-mark"], ["cx", at.x], ["cy", at.y], ["r", 9]]) ring.setAttribute(name, value);
    svg.append(ring);
  };

  // The reader of one chart: `box` holds its drawings, its slider and the points, [name, [[x, label, words], ...]] a series.
  const readerIn = (box) => {
    const series = JSON.parse(box.querySelector(".points").textContent);
    const [slider, output] = [box.querySelector(".reader input"), box.querySelector(".reader output")];
    const drawings = [...box.querySelectorAll(".drawing svg")];
    let [which, place] = [0, Number(slider.value)];

    const markShown = () => {
      const [name, points] = series[which];
      for (const svg of drawings) mark(svg, shapeOf(svg, name, points[place][0]));
    };
    const show = (spoken) => {
      const [name, points] = series[which];
      place = Math.max(0, Math.min(place, points.length - 1));
      const [, label, words] = points[place];
      slider.max = points.length - 1;
      slider.value = place;
      slider.setAttribute("aria-valuetext", `${name}, ${label}: ${words}`);
      output.setAttribute("aria-live", spoken ? "polite" : "off");
      output.textContent = `${name}, ${label}: ${words}`;
      for (const svg of drawings) {
        svg.classList.toggle("read", series.length > 1);
        for (const group of svg.querySelectorAll("g.series")) group.classList.toggle("read", group.dataset.series === name);
      }
      markShown();
      newest = reader;
    };
    const reader = {
      markShown,
      show,
      leave: () => drawings.forEach((svg) => svg.classList.remove("read")),
      moveTo: (position) => { place = position; show(true); },
      otherSeries: (step) => {
        const x = Number(series[which][1][place][0]);
        which = (which + step + series.length) % series.length;
        const distance = ([other]) => Math.abs(Number(other) - x);
        const points = series[which][1];
        place = points.reduce((best, point, index) => (distance(point) < distance(points[best]) ? index : best), 0);
        show(true);
      },
      nearest: (svg, event) => {
        let best = Infinity;
        let found;
        for (const shape of svg.querySelectorAll("g.series [data-status]")) {
          const { left, top, width, height } = shape.getBoundingClientRect();
          if (!width && !height) continue;
          const distance = Math.hypot(left + width / 2 - event.clientX, top + height / 2 - event.clientY);
          if (distance < best) [best, found] = [distance, shape];
        }
        const index = found ? series.findIndex(([name]) => name === found.closest("g.series").dataset.series) : -1;
        if (index < 0) return;
        which = index;
        place = series[which][1].findIndex(([x]) => x === found.dataset.x);
        show(false);
      },
    };
    return reader;
  };

  const readerOf = (element) => {
    const box = element instanceof Element && element.closest(".reads");
    if (!box) return null;
    if (!readers.has(box)) readers.set(box, readerIn(box));
    return readers.get(box);
  };
  const drawingOf = (element) => (element instanceof Element ? element.closest(".reads .drawing svg") : null);
  const isSlider = (element) => element instanceof Element && element.matches(".reader input");

  for (const kind of ["pointermove", "pointerdown"]) {
    document.addEventListener(kind, (event) => {
      const svg = drawingOf(event.target);
      if (svg) readerOf(svg).nearest(svg, event);
    });
  }
  document.addEventListener("pointerout", (event) => {
    const svg = drawingOf(event.target);
    if (svg && drawingOf(event.relatedTarget) !== svg) readerOf(svg).leave();
  });
  document.addEventListener("input", ({ target }) => { if (isSlider(target)) readerOf(target).moveTo(Number(target.value)); });
  document.addEventListener("focusin", ({ target }) => { if (isSlider(target)) readerOf(target).show(true); });
  document.addEventListener("focusout", ({ target }) => { if (isSlider(target)) readerOf(target).leave(); });
  document.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !isSlider(event.target) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    readerOf(event.target).otherSeries(step);
  });
  window.addEventListener("resize", () => newest?.markShown()); // another drawing may be shown then

  if (window.parent === window) return;
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    for (const message of [
      { type: "hytetaulu:height", height, print: Number(document.body.dataset.print) },
      { sentinel: "amp", type: "embed-size", height }, // AMP
      JSON.stringify({ context: "iframe.resize", src: location.href, height }), // embedly
    ]) window.parent.postMessage(message, "*");
  };
  new ResizeObserver(tell).observe(document.body);
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.data?.type !== "hytetaulu:ask") return;
    told = 0;
    tell();
  });
})();
