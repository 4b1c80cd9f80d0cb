// The index of the search is the largest file of the site, and the theme fetches it with every page. Here it waits
// until somebody turns to the search, so that a page stays light on a phone.
(() => {
  "use strict";

  const SEARCH = ".md-search, .opener-search, label[for=__search]";
  const wanted = new Promise((resolve) => {
    for (const kind of ["focusin", "pointerover", "pointerdown"]) {
      document.addEventListener(kind, (event) => { if (event.target.closest(SEARCH)) resolve(); });
    }
  });

  const { open, send } = XMLHttpRequest.prototype;
  const waiting = new WeakSet();
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (String(address).endsWith("/search/search_index.json")) waiting.add(this);
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (waiting.has(this)) wanted.then(() => send.call(this, body));
    else send.call(this, body);
  };
})();
