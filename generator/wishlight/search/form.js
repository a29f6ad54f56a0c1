// The search page: the form, the facets and the results. Everything shown is put in as text, never as HTML.
(function () {
  "use strict";
  var box = document.querySelector("[data-search]");
  if (!box) { return; }
  var words = JSON.parse(box.dataset.words);
  var base = new URL(box.dataset.search, location.href).href, root = new URL(box.dataset.root, location.href).href;
  var form = box.querySelector("form"), field = form.querySelector("input"), list = box.querySelector("[data-results]");
  var said = box.querySelector("[data-said]"), bar = box.querySelector("[data-facets]"), more = box.querySelector("[data-more]");
  var FACETS = ["kind", "status", "area", "category"], STEP = 20, shown = STEP, run = 0;
  var lang = document.documentElement.lang.slice(0, 2), own = words.own;

  function make(tag, text, className) {
    var made = document.createElement(tag);
    if (text) { made.textContent = text; }
    if (className) { made.className = className; }
    return made;
  }
  function named(names, id) { return names[lang] || names[own] || names[Object.keys(names)[0]] || id; }
  function nameOf(index, facet, id) {
    if (facet === "area") { return index.areas[id] ? named(index.areas[id][2], id) : id; }
    if (facet === "category") { return index.categories[id] ? named(index.categories[id], id) : id; }
    return words[facet][id] || id;
  }
  function readAddress() {
    var asked = new URLSearchParams(location.search), chosen = {};
    FACETS.forEach(function (name) { if (asked.get(name)) { chosen[name] = asked.get(name); } });
    return { query: asked.get("q") || "", chosen: chosen };
  }
  function writeAddress(query, chosen, push) {
    var asked = new URLSearchParams();
    if (query) { asked.set("q", query); }
    FACETS.forEach(function (name) { if (chosen[name]) { asked.set(name, chosen[name]); } });
    var text = asked.toString();
    history[push ? "pushState" : "replaceState"](null, "", text ? "?" + text : location.pathname);
  }
  function addressOf(id) {
    var file = location.protocol === "file:" ? "index.html" : "";
    if (id.indexOf("team:") === 0) { return root + "team/" + id.slice(5) + "/" + file; }
    return root + { W: "wish", A: "action", D: "deed" }[id[0]] + "/20" + id.slice(2, 4) + "-" + id.slice(4, 6) + "/" + id + "/" + file;
  }

  // A text with the terms marked, where folding kept its length.
  function mark(target, text, terms) {
    var plain = wishlightFind.fold(text), marked = [];
    if (plain.length !== text.length) { target.textContent = text; return; }
    terms.forEach(function (term) {
      for (var at = plain.indexOf(term); at >= 0; at = plain.indexOf(term, at + term.length)) {
        for (var i = at; i < at + term.length; i += 1) { marked[i] = true; }
      }
    });
    for (var start = 0; start < text.length;) {
      var end = start;
      while (end < text.length && !marked[end] === !marked[start]) { end += 1; }
      target.appendChild(marked[start] ? make("mark", text.slice(start, end)) : document.createTextNode(text.slice(start, end)));
      start = end;
    }
  }
  function showHit(index, hit, row, terms) {
    var item = make("li"), link = make("a"), title = make("h3"), facts = make("p", "", "note");
    link.href = addressOf(row[0]);
    link.lang = own;
    mark(link, row[1], terms);
    title.appendChild(link);
    item.appendChild(title);
    row.slice(2).forEach(function (text) {
      var line = make("p");
      line.lang = own;
      mark(line, text, terms);
      item.appendChild(line);
    });
    facts.textContent = FACETS.filter(function (name) { return hit[name]; }).map(function (name) { return nameOf(index, name, hit[name]); })
      .concat(row[0].indexOf("team:") ? [row[0].slice(-6)] : []).join(" · ");
    item.appendChild(facts);
    return item;
  }

  // Of each facet the values that the hits have, the most frequent first; choosing one narrows the others.
  function countFacets(found, chosen) {
    var counts = {};
    FACETS.forEach(function (name) {
      var others = Object.assign({}, chosen), counted = counts[name] = {};
      delete others[name];
      found.hits.filter(function (hit) { return wishlightFind.fits(found.index, hit, others); }).forEach(function (hit) {
        var value = name === "area" ? placeOf(found.index, hit.area) : hit[name];
        if (value) { counted[value] = (counted[value] || 0) + 1; }
      });
      if (chosen[name]) { counted[chosen[name]] = counted[chosen[name]] || 0; }
    });
    return counts;
  }
  // The community an area lies in: grids are too many to choose from.
  function placeOf(index, id) {
    for (var up = id; up; up = (index.areas[up] || [""])[0]) { if (index.areas[up] && index.areas[up][1] === "community") { return up; } }
    return id;
  }
  function showFacets(found, asked) {
    var counts = countFacets(found, asked.chosen);
    bar.textContent = "";
    FACETS.forEach(function (name) {
      var values = Object.keys(counts[name]).sort(function (a, b) { return counts[name][b] - counts[name][a] || (a < b ? -1 : 1); });
      if (values.length < 2 && !asked.chosen[name]) { return; }
      var label = make("label", words.facets[name] + " "), select = make("select");
      select.dataset.facet = name;
      select.appendChild(new Option(words.all, ""));
      values.forEach(function (value) {
        var number = found.whole ? " (" + counts[name][value] + ")" : "";
        select.appendChild(new Option(nameOf(found.index, name, value) + number, value, false, asked.chosen[name] === value));
      });
      label.appendChild(select);
      bar.appendChild(label);
    });
  }
  function say(found, fitting, asked) {
    var number = fitting.length + (found.whole ? "" : "+");
    said.textContent = !fitting.length ? words.none : words.found[fitting.length === 1 && found.whole ? 0 : 1].replace("#", number);
    box.querySelector("[data-hints]").hidden = fitting.length > 0;
  }

  function show() {
    var asked = readAddress(), mine = run += 1;
    field.value = asked.query;
    var terms = wishlightFind.terms(asked.query);
    if (!terms.length && !Object.keys(asked.chosen).length) { list.textContent = bar.textContent = said.textContent = ""; more.hidden = true; return; }
    said.textContent = words.wait;
    wishlightFind.find(base, asked.query, asked.chosen, shown + 1).then(function (found) {
      var fitting = found.hits.filter(function (hit) { return wishlightFind.fits(found.index, hit, asked.chosen); });
      return Promise.all(fitting.slice(0, shown).map(function (hit) { return wishlightFind.read(base, hit); })).then(function (rows) {
        if (mine !== run) { return; }
        list.textContent = "";
        rows.forEach(function (row, n) { list.appendChild(showHit(found.index, fitting[n], row, terms)); });
        showFacets(found, asked);
        say(found, fitting, asked);
        more.hidden = fitting.length <= shown;
      });
    }).catch(function () { if (mine === run) { said.textContent = words.failed; } });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    shown = STEP;
    writeAddress(field.value.trim(), readAddress().chosen, true);
    show();
  });
  var timer = 0;
  field.addEventListener("input", function (event) {
    clearTimeout(timer);
    if (event.isComposing) { return; }
    timer = setTimeout(function () { shown = STEP; writeAddress(field.value.trim(), readAddress().chosen, false); show(); }, 250);
  });
  bar.addEventListener("change", function (event) {
    var asked = readAddress(), name = event.target.dataset.facet;
    asked.chosen[name] = event.target.value;
    shown = STEP;
    writeAddress(asked.query, asked.chosen, true);
    show();
    var again = bar.querySelector('[data-facet="' + name + '"]');
    if (again) { again.focus(); }
  });
  more.querySelector("button").addEventListener("click", function () { shown += STEP; show(); });
  addEventListener("popstate", show);
  box.hidden = false;
  show();
})();
