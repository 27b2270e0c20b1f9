// What callbacks ask of the browser, and the wish for an interactive chart told by resting the pointer on its drawing.
window.dash_clientside = Object.assign(window.dash_clientside || {}, {
  hytetaulu: {
    setTitle: (title) => {
      if (title) document.title = title;
    },
  },
});

(() => {
  const REST = 400; // milliseconds; a pointer that only passes over asks for nothing
  let wish;
  const figureOf = (target) => target instanceof Element && target.closest("#mount .figure");
  document.addEventListener("pointerover", (event) => {
    clearTimeout(wish);
    const figure = event.pointerType === "mouse" && figureOf(event.target);
    const button = figure && figure.closest(".card").querySelector("button.explore:not([hidden])");
    if (button) wish = setTimeout(() => button.click(), REST);
  });
})();
