// The field of the search: the key / goes there, and what was typed before hydration is in the field that follows.
(() => {
  const FIELD = ".site-search input[type=search]";
  const TYPED_INTO = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
  // Before hydration there may be two fields, of which the one in use is that of the static page.
  const field = () => document.querySelector(`#static-page ${FIELD}`) ?? document.querySelector(FIELD);

  let typed = field()?.value === field()?.defaultValue ? undefined : field().value; // before this script was there

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(TYPED_INTO)) return;
    if (document.querySelector("dialog[open]") || !field()) return;
    event.preventDefault();
    field().focus();
    field().select();
  });

  document.addEventListener("input", ({ target }) => {
    if (target instanceof Element && target.matches(FIELD)) typed = target.value;
  });
  new MutationObserver(() => {
    if (typed !== undefined && field()) field().value = typed;
  }).observe(document.documentElement, { attributeFilter: ["data-ready"] });
})();
