// What callbacks ask of the browser.
window.dash_clientside = Object.assign(window.dash_clientside || {}, {
  hytetaulu: {
    setTitle: (title) => {
      if (title) document.title = title;
    },
  },
});
