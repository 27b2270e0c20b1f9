// Reading an embedded chart point by point, by keyboard through a slider or by pointer on the drawing; and its height, told to the host.
(() => {
  const series = JSON.parse(document.getElementById("points").textContent); // [name, [[x, label, words], ...]] each
  const box = document.querySelector(".reader");
  const slider = document.getElementById("reader");
  const output = document.getElementById("reading");
  const drawings = [...document.querySelectorAll(".drawing svg")];
  let which = 0;
  let place = 0;
  let markShown = () => {};

  const partsOf = (svg, name) => [...svg.querySelectorAll("g.series")].filter((group) => group.dataset.series === name);
  const shapeOf = (svg, name, x) =>
    partsOf(svg, name).flatMap((group) => [...group.querySelectorAll("[data-status]")]).find((shape) => shape.dataset.x === x);

  const placeOf = (svg, shape) => {
    const { left, top, width, height } = shape.getBoundingClientRect();
    if (!width && !height) return null; // a hidden drawing, or a suppressed or missing figure, which may have no place
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

  const show = (spoken, marked = true) => {
    const [name, points] = series[which];
    place = Math.max(0, Math.min(place, points.length - 1));
    const [x, label, words] = points[place];
    slider.max = points.length - 1;
    slider.value = place;
    slider.setAttribute("aria-valuetext", label);
    output.setAttribute("aria-live", spoken ? "polite" : "off");
    output.textContent = `${name}, ${label}: ${words}`;
    if (!marked) return;
    markShown = () => drawings.forEach((svg) => mark(svg, shapeOf(svg, name, x)));
    markShown();
  };

  const otherSeries = (step) => {
    const x = Number(series[which][1][place][0]);
    which = (which + step + series.length) % series.length;
    const distance = ([other]) => Math.abs(Number(other) - x);
    const points = series[which][1];
    place = points.reduce((best, point, index) => (distance(point) < distance(points[best]) ? index : best), 0);
    show(true);
  };

  const nearest = (event) => {
    const svg = event.currentTarget;
    let best = Infinity;
    let found;
    for (const shape of svg.querySelectorAll("g.series [data-status]")) {
      const { left, top, width, height } = shape.getBoundingClientRect();
      if (!width && !height) continue;
      const distance = Math.hypot(left + width / 2 - event.clientX, top + height / 2 - event.clientY);
      if (distance < best) [best, found] = [distance, shape];
    }
    if (!found) return;
    which = series.findIndex(([name]) => name === found.closest("g.series").dataset.series);
    place = series[which][1].findIndex(([x]) => x === found.dataset.x);
    show(false);
  };

  if (box && series.length) {
    slider.addEventListener("input", () => { place = Number(slider.value); show(true); });
    slider.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      otherSeries(step);
    });
    slider.addEventListener("focus", () => show(true));
    for (const svg of drawings) for (const kind of ["pointermove", "pointerdown"]) svg.addEventListener(kind, nearest);
    window.addEventListener("resize", () => markShown()); // another drawing may be shown then
    place = Number(slider.value);
    show(false, false);
    box.hidden = false;
  }

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
