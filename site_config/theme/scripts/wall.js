// The wish wall: filters and an order that combine, with an address that can be shared. Without this script each filter is a page
// of its own, and those that wait longest stand first.
(function () {
  var bar = document.querySelector("[data-wall]");
  if (!bar) { return; }
  var wall = new URL(bar.dataset.wall, location.href);
  var links = Array.prototype.slice.call(bar.querySelectorAll("a[data-filter]"));
  var names = Array.from(new Set(links.map(function (link) { return link.dataset.filter.split("=")[0]; })));
  var list = document.querySelector("[data-wall-cards]");
  var said = document.querySelector("[data-wall-count]");
  var empty = document.querySelector("[data-wall-empty]");
  var more = bar.querySelector("details"), summary = more.querySelector("summary"), title = summary.textContent;
  var pager = document.querySelector(".pager");
  var sort = bar.querySelector("[data-wall-sort]"), order = sort && sort.querySelector("select");
  var orders = order ? Array.prototype.map.call(order.options, function (option) { return option.value; }).filter(Boolean) : [];
  // A page from a disk can't fetch the others. Where there are some, each filter leads to a page of its own, as it does without this script.
  var part = location.protocol === "file:" && pager;
  var here = location.pathname.replace(/index\.html$/, "") === wall.pathname.replace(/index\.html$/, "");

  function read(search) {
    var asked = new URLSearchParams(search), chosen = {};
    names.forEach(function (name) { if (asked.get(name)) { chosen[name] = asked.get(name); } });
    if (orders.indexOf(asked.get("sort")) >= 0) { chosen.sort = asked.get("sort"); }
    return chosen;
  }
  function write(chosen) {
    var asked = new URLSearchParams();
    names.concat("sort").forEach(function (name) { if (chosen[name]) { asked.set(name, chosen[name]); } });
    var text = asked.toString();
    return text ? "?" + text : "";
  }
  function fits(card, chosen) {
    return Object.keys(chosen).every(function (name) {
      if (name === "sort") { return true; }
      var has = card.dataset[name] || "";
      return name === "minutes" ? Number(has) <= Number(chosen[name]) : has.split(" ").indexOf(chosen[name]) >= 0;
    });
  }
  function cards() { return Array.prototype.slice.call(list.querySelectorAll(".card")); }

  // Each order breaks its ties by the wall's own, in which the cards came. What has no date of the kind asked for comes last.
  function rank(card, by) {
    if (by === "shortest") { return Number(card.dataset.minutes); }
    if (by === "newest") { return -Number((card.dataset.since || "0").replace(/-/g, "")); }
    return Number((card.dataset.due || "9999-99-99").replace(/-/g, ""));
  }
  var now = "";
  function arrange(by) {
    var all = cards();
    all.forEach(function (card, at) { if (!card.dataset.at) { card.dataset.at = at; } });
    if (by !== now) {
      all.sort(function (one, other) { return (by ? rank(one, by) - rank(other, by) : 0) || one.dataset.at - other.dataset.at; });
      all.forEach(function (card) { list.appendChild(card); });
      now = by;
    }
    if (order) { order.value = by; }
  }

  // A filter looks at the whole wall, so the first one fetches the wall's other pages.
  function listOthers() {
    var last = Array.prototype.slice.call(pager ? pager.querySelectorAll("a[href]") : []).pop(), others = [];
    for (var n = 2; last && n <= Number(last.textContent); n += 1) { others.push(last.href.replace(/\/\d+\/(index\.html)?$/, "/" + n + "/$1")); }
    return others;
  }
  var whole = null;
  function fetchAll() {
    whole = whole || Promise.all(listOthers().map(function (address) {
      return fetch(address).then(function (answer) { return answer.text(); }).then(function (text) { return [address, text]; });
    })).then(function (pages) {
      pages.forEach(function (page) {
        var address = page[0], text = page[1], there = new DOMParser().parseFromString(text, "text/html");
        there.querySelectorAll("[data-wall-cards] .card").forEach(function (card) {
          card.querySelectorAll("a[href]").forEach(function (link) { link.href = new URL(link.getAttribute("href"), address).href; });
          card.dataset.more = "";
          list.appendChild(document.importNode(card, true));
        });
      });
    }).catch(function () { /* without a network the filter looks at this page alone */ });
    return whole;
  }
  function show(chosen) {
    var any = Object.keys(chosen).length > 0, found = 0;
    cards().forEach(function (card) {
      card.hidden = any ? !fits(card, chosen) : "more" in card.dataset;
      if (!card.hidden) { found += 1; }
    });
    links.forEach(function (link) {
      var pair = link.dataset.filter.split("=");
      if ((chosen[pair[0]] || "") === pair[1]) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
    });
    arrange(chosen.sort || "");
    if (pager) { pager.hidden = any; }
    empty.hidden = found > 0;
    said.classList.toggle("visually-hidden", !any || !found);
    said.textContent = !any ? "" : found === 0 ? said.dataset.none : (found === 1 ? said.dataset.one : said.dataset.other).replace("#", found);
    // What is chosen below the fold stands in its summary, so that nobody wonders why a card is missing.
    var picked = links.filter(function (link) { return more.contains(link) && link.hasAttribute("aria-current") && !/=$/.test(link.dataset.filter); });
    summary.textContent = [title].concat(picked.map(function (link) { return link.textContent; })).join(" · ");
  }
  function apply(chosen) { carryOver(); return (Object.keys(chosen).length ? fetchAll() : Promise.resolve()).then(function () { show(chosen); }); }

  // The other language shows what was chosen in this one.
  function carryOver() {
    document.querySelectorAll("a.tool[hreflang]").forEach(function (link) { link.search = here ? location.search : ""; });
  }
  function go(chosen) {
    if (!here || !list) { location.href = wall.href + write(chosen); return; }
    history.pushState(null, "", write(chosen) || location.pathname);
    apply(chosen);
  }
  function current() { return here ? read(location.search) : read(bar.dataset.held ? "?" + bar.dataset.held : ""); }

  if (order) {
    sort.hidden = Boolean(part);
    order.value = "";
    order.addEventListener("change", function () {
      var chosen = current();
      chosen.sort = order.value;
      if (!order.value) { delete chosen.sort; }
      go(chosen);
    });
  }
  bar.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-filter]");
    if (!link || part || event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
    event.preventDefault();
    var chosen = current(), pair = link.dataset.filter.split("=");
    chosen[pair[0]] = pair[1];
    if (!pair[1]) { delete chosen[pair[0]]; }
    go(chosen);
  });
  if (here && list) {
    addEventListener("popstate", function () { apply(read(location.search)); });
    if (Object.keys(read(location.search)).length) { apply(read(location.search)); }
  }
})();
