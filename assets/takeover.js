// Dash takes over from the static page (dashboard/server_first.py): its first two requests are answered from this
// document, and when its page stands, it takes the static page's place in one frame, with focus, scroll and open folds.
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

  const counterpart = (element) => {
    if (element.dataset.key) return document.getElementById(element.dataset.key);
    const same = (root) => [...root.querySelectorAll("a, button, summary, main")];
    return same(mount)[same(staticPage).indexOf(element)];
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

  const ready = () => mount.querySelector("#content") && mount.querySelector("#area");
  const observer = new MutationObserver(() => {
    if (!ready()) return;
    observer.disconnect();
    requestAnimationFrame(swap);
  });
  observer.observe(mount, { childList: true, subtree: true });
})();
