"""What a phone shows while it has no network: one page that says so, kept with the frame it needs by a small service worker.

The worker keeps nothing else. Pages always come from the network, so that nobody reads yesterday's wall without knowing.
https://www.w3.org/TR/service-workers/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from wishlight.pages.links import root_of
from wishlight.site.settings import Asset, SiteSettings

NAME = "sw.js"
PAGE = "offline/"

_WORKER = """// Shows the page about a missing network, in the language of the page that was asked for. Keeps nothing else.
var NAME = %(name)s, KEPT = %(kept)s, PAGES = %(pages)s;
self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(NAME).then(function (cache) { return cache.addAll(KEPT); }).then(function () { return self.skipWaiting(); }));
});
self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    var old = names.filter(function (name) { return name.indexOf("wishlight-") === 0 && name !== NAME; });
    return Promise.all(old.map(function (name) { return caches.delete(name); }));
  }));
});
self.addEventListener("fetch", function (event) {
  if (event.request.method !== "GET") { return; }
  var inside = event.request.url.slice(self.registration.scope.length).split(/[?#]/)[0];
  if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(function () {
      var root = Object.keys(PAGES).filter(function (root) { return inside.indexOf(root) === 0; }).sort(function (a, b) { return b.length - a.length; })[0];
      return caches.match(new URL(PAGES[root], self.registration.scope).href);
    }));
  } else if (KEPT.indexOf(inside) >= 0) {
    event.respondWith(fetch(event.request).catch(function () { return caches.match(event.request); }));
  }
});
"""


def make_worker(settings: SiteSettings, files: Iterable[Asset]) -> Iterator[Asset]:
    """The service worker, where the board wrote that page in its first language; `files` are those of the frame and of hand-written pages."""
    known = {file.path: file.data for file in files}
    roots = [root_of(lang, settings.languages) for lang in settings.languages]
    pages = {root: f"{root}{PAGE}" for root in roots if f"{root}{PAGE}index.html" in known}
    if "" not in pages:
        return
    frame = sorted(path for path in known if "assets/" in path)
    version = blake2b(repr([known[path] for path in (*(f"{page}index.html" for page in pages.values()), *frame)]).encode(), digest_size=5).hexdigest()
    values = {"name": f"wishlight-{version}", "kept": [*pages.values(), *frame], "pages": pages}
    yield Asset(NAME, (_WORKER % {name: json.dumps(value) for name, value in values.items()}).encode())
