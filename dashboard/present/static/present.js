// Runs a presentation: keys, buttons, swipes, addresses of slides; everything it needs is in the page.
"use strict";
(() => {
  const slides = [...document.querySelectorAll(".slide")];
  const body = document.body;
  const find = (query) => document.querySelector(query);
  const help = find("#help"), black = find(".black"), place = find(".place"), said = find("#said"), more = find(".more");
  let current = 0, digits = "", hiding = 0;

  const numberOf = (hash) => slides.findIndex((slide) => slide.id === decodeURIComponent(hash.slice(1)));

  function show(number, { record = true, say = true } = {}) {
    const next = Math.max(0, Math.min(slides.length - 1, number));
    const inside = slides[current].contains(document.activeElement);
    slides[current].classList.remove("current");
    current = next;
    const slide = slides[current];
    slide.classList.add("current");
    slide.scrollTop = scroller().scrollTop = 0;
    digits = "";
    write();
    if (inside) slide.focus({ preventScroll: true });
    if (record && numberOf(location.hash) !== current) history.pushState(null, "", `#${slide.id}`);
    const words = { number: current + 1, count: slides.length, title: slide.querySelector("h2").textContent };
    if (say) said.textContent = body.dataset.said.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  }
  const write = () => { place.textContent = digits ? `${digits} …` : `${current + 1} / ${slides.length}`; };

  function wake() {
    body.classList.remove("idle");
    clearTimeout(hiding);
    hiding = setTimeout(() => { if (!more.open && !help.open) body.classList.add("idle"); }, 3000);
  }
  function toggleNotes() {
    const open = !slides[current].querySelector(".notes")?.open;
    for (const notes of document.querySelectorAll(".notes")) notes.open = open;
  }
  function toggleTheme() {
    const root = document.documentElement, chosen = root.dataset.theme;
    const dark = chosen === "dark" || (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = dark ? "light" : "dark";
  }
  function toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }
  function close() {
    if (!black.hidden) black.hidden = true;
    else if (help.open) help.close();
    else if (more.open) more.open = false;
    else if (digits) { digits = ""; write(); }
    else for (const notes of document.querySelectorAll(".notes")) notes.open = false;
  }
  const deeds = {
    previous: () => show(current - 1), next: () => show(current + 1), first: () => show(0), last: () => show(slides.length - 1),
    notes: toggleNotes, theme: toggleTheme, full: toggleFull, close,
    black: () => { black.hidden = !black.hidden; },
    help: () => { if (help.open) help.close(); else help.showModal(); },
  };
  const KEYS = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", ArrowLeft: "previous", ArrowUp: "previous",
    PageUp: "previous", Home: "first", End: "last", f: "full", b: "black", ".": "black", n: "notes", t: "theme", "?": "help",
    Escape: "close",
  };
  const scroller = () => slides[current].querySelector(".notes[open]") ?? slides[current];
  const scrolls = (slide, down) => down ? slide.scrollTop + slide.clientHeight < slide.scrollHeight - 2 : slide.scrollTop > 0;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (help.open && !["Escape", "?"].includes(key)) return;
    const pressing = event.target.closest("button, a, summary");
    if (/^\d$/.test(key)) { digits = (digits + key).slice(-3); write(); wake(); return; }
    if (key === "Enter" && digits) { event.preventDefault(); show(Number(digits) - 1); return; }
    if (pressing && (key === " " || key === "Enter")) return;
    if (key === "Tab") { wake(); return; }
    let deed = KEYS[key];
    if (key === " " && event.shiftKey) deed = "previous";
    if (!deed || (key === "Escape" && help.open)) return;
    // Long notes, and what does not fit the screen, are scrolled by the arrows up and down before they turn the slide.
    if ((key === "ArrowDown" || key === "ArrowUp") && scrolls(scroller(), key === "ArrowDown")) {
      scroller().scrollBy({ top: (key === "ArrowDown" ? 0.6 : -0.6) * scroller().clientHeight });
      event.preventDefault();
      return;
    }
    event.preventDefault();
    if (!black.hidden && !["black", "close"].includes(deed)) black.hidden = true;
    deeds[deed]();
  });
  find(".bar").addEventListener("click", (event) => { deeds[event.target.closest("[data-does]")?.dataset.does]?.(); });
  black.addEventListener("click", close);
  for (const kind of ["pointermove", "pointerdown", "focusin"]) document.addEventListener(kind, wake, { passive: true });

  let touch = null;
  document.addEventListener("touchstart", (event) => { touch = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!touch || event.target.closest(".bar, dialog")) return;
    const x = event.changedTouches[0].clientX - touch.clientX, y = event.changedTouches[0].clientY - touch.clientY;
    if (Math.abs(x) > 50 && Math.abs(x) > 1.5 * Math.abs(y)) show(current + (x < 0 ? 1 : -1));
    touch = null;
  }, { passive: true });

  const follow = () => show(Math.max(0, numberOf(location.hash)), { record: false });
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);

  document.documentElement.classList.add("live");
  find(".buttons").hidden = false;
  show(Math.max(0, numberOf(location.hash)), { record: false, say: false });
  wake();
})();
