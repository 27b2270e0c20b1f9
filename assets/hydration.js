// Hydration of the static page (dashboard/server/ssr.py): Dash's first two requests are answered from this document, and
// when its page stands, it takes the static page's place in one frame, with focus, scroll and open folds.
(() => {
  const given = { "_dash-layout": "server-layout", "_dash-dependencies": "server-dependencies" };
  const network = window.fetch;
  window.fetch = (resource, options) => {
    const address = String(resource.url || resource);
    const name = Object.keys(given).find((key) => address.endsWith(key));
    const block = name && document.getElementById(given[name]);
    if (!block) return network(resource, options);
    delete given[name];
    if (!Object.keys(given).length) window.fetch = network;
    const answer = new Response(block.textContent, { headers: { "Content-Type": "application/json" } });
    return Promise.resolve(answer);
  };

  const staticPage = document.getElementById("static-page");
  const mount = document.getElementById("mount");
  if (!staticPage || !mount) return;

  // An address with parts of others in it is written as it is here, or Dash would make a step of its own for going back.
  const { address } = mount.dataset;
  if (address && address !== location.pathname + location.search) history.replaceState(history.state, "", address + location.hash);

  // The static page lacks the parts of Mantine's controls, so places are counted within a landmark, not over the whole page.
  const LANDMARKS = [".skip", ".sample-banner", ".site-head", "main", "footer"];
  const FOCUSABLE = "a[href], button, summary, input, select, textarea, [tabindex]";

  const counterpart = (element) => {
    if (element.dataset.key) return document.getElementById(element.dataset.key);
    const landmark = LANDMARKS.find((selector) => element.closest(selector));
    const [from, to] = [element.closest(landmark), landmark && mount.querySelector(landmark)];
    if (!to || element === from) return to;
    const place = [...from.querySelectorAll(FOCUSABLE)].indexOf(element);
    return [...to.querySelectorAll(FOCUSABLE)][place];
  };

  const swap = () => {
    const focused = staticPage.contains(document.activeElement) ? document.activeElement : null;
    const successor = focused && counterpart(focused);
    const [left, top] = [window.scrollX, window.scrollY];
    const folds = [...staticPage.querySelectorAll("details")].map((fold) => fold.open);
    mount.querySelectorAll("details").forEach((fold, index) => { fold.open = folds[index]; });
    staticPage.remove();
    mount.classList.remove("waiting");
    window.scrollTo(left, top);
    if (successor) successor.focus({ preventScroll: true });
    document.documentElement.dataset.ready = "true";
  };

  document.documentElement.counterpart = counterpart; // so that a test can ask for every element of a page

  const ready = () => mount.querySelector("#content") && mount.querySelector("#area");
  const observer = new MutationObserver(() => {
    if (!ready()) return;
    observer.disconnect();
    requestAnimationFrame(swap);
  });
  observer.observe(mount, { childList: true, subtree: true });
})();
