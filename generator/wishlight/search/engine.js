// Search without a server. Loads scripts that hand over data (wishlightSearch), so it works from a disk too, and asks nobody else.
// `find` is the whole search; the page's form is filled in below.
(function () {
  "use strict";
  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var FACETS = ["kind", "status", "area", "category"];
  var waiting = {}, loaded = {};

  window.wishlightSearch = function (name, value) {
    if (waiting[name]) { waiting[name](value); }
  };

  function load(base, name, version) {
    var key = name + "?" + (version || "");
    loaded[key] = loaded[key] || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      waiting[name] = resolve;
      script.src = base + name + ".js" + (version ? "?v=" + version : "");
      script.onerror = function () { delete loaded[key]; reject(new Error(name)); };
      script.onload = function () { script.remove(); };
      document.head.appendChild(script);
    });
    return loaded[key];
  }

  // The same as in the index: one width, one case, single blanks.
  function fold(text) { return text.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean).join(" "); }

  function shardOf(character, bits) { return bits ? Math.imul(character.codePointAt(0), 0x9E3779B1) >>> (32 - bits) : 0; }

  function readPlaces(text) {
    var places = [], last = 0, value = 0, shift = 0;
    for (var i = 0; i < text.length; i += 1) {
      var digit = DIGITS.indexOf(text[i]);
      value += (digit & 31) * Math.pow(2, shift);
      if (digit > 31) { shift += 5; } else { last += value; places.push(last); value = 0; shift = 0; }
    }
    return places;
  }

  // Where a term stands in a segment: pairs that follow each other at the right distance.
  function findTerm(base, segment, bits, term) {
    var signs = Array.from(term);
    var shard = function (sign) { return load(base, segment[0] + "/pairs-" + shardOf(sign, bits), segment[1]); };
    if (signs.length === 1) {
      return shard(signs[0]).then(function (pairs) {
        return Object.keys(pairs).filter(function (pair) { return Array.from(pair)[0] === signs[0]; }).reduce(function (all, pair) {
          return all.concat(readPlaces(pairs[pair]));
        }, []);
      });
    }
    var steps = [];
    for (var i = 0; i < signs.length - 1; i += 2) { steps.push(i); }
    if (signs.length % 2) { steps.push(signs.length - 2); }
    return Promise.all(steps.map(function (step) {
      return shard(signs[step]).then(function (pairs) { return readPlaces(pairs[signs[step] + signs[step + 1]] || ""); });
    })).then(function (lists) {
      return lists.slice(1).reduce(function (found, list, n) {
        var there = new Set(list), distance = steps[n + 1];
        return found.filter(function (place) { return there.has(place + distance); });
      }, lists[0]);
    });
  }

  // Areas and categories whose name in any language holds the term; an area brings the areas inside it.
  function findNames(index, term) {
    var found = { area: new Set(), category: new Set() };
    var holds = function (names) { return Object.keys(names).some(function (lang) { return fold(names[lang]).indexOf(term) >= 0; }); };
    Object.keys(index.categories).forEach(function (id) { if (holds(index.categories[id])) { found.category.add(id); } });
    Object.keys(index.areas).forEach(function (id) {
      for (var up = id; up; up = (index.areas[up] || [""])[0]) { if (index.areas[up] && holds(index.areas[up][2])) { found.area.add(id); } }
    });
    return found;
  }

  function lineOf(index, id) {
    var line = [];
    for (var up = id; up && line.indexOf(up) < 0; up = (index.areas[up] || [""])[0]) { line.push(up); }
    return line;
  }

  function valueOf(facets, name, n) { return facets[name][0][facets[name][1][n]]; }

  function findInSegment(base, index, segment, asked) {
    return load(base, segment[0] + "/facets", segment[1]).then(function (facets) {
      var count = facets.kind[1].length;
      var hits = function (term) {
        var names = findNames(index, term);
        return findTerm(base, segment, facets.bits, term).then(function (places) {
          var found = new Set(places.map(function (place) { return Math.floor(place / facets.stride); }));
          for (var n = 0; n < count; n += 1) {
            if (names.area.has(valueOf(facets, "area", n)) || names.category.has(valueOf(facets, "category", n))) { found.add(n); }
          }
          return found;
        });
      };
      return Promise.all(asked.terms.map(hits)).then(function (sets) {
        var found = [];
        for (var n = count - 1; n >= 0; n -= 1) {
          if (sets.every(function (set) { return set.has(n); })) { found.push(describe(segment, facets, n)); }
        }
        return found;
      });
    });
  }

  function describe(segment, facets, n) {
    var hit = { segment: segment, n: n, block: facets.block };
    FACETS.forEach(function (name) { hit[name] = valueOf(facets, name, n); });
    return hit;
  }

  function fits(index, hit, chosen) {
    return Object.keys(chosen).every(function (name) {
      return name === "area" ? lineOf(index, hit.area).indexOf(chosen.area) >= 0 : hit[name] === chosen[name];
    });
  }

  // A record's whole id may be typed, with or without dashes: its last six signs are what the index holds.
  function readQuery(text) {
    var plain = fold(text).replace(/\b[wad]-?\d{6}-?([0-9a-hjkmnp-tv-z]{6})\b/g, "$1");
    return plain ? plain.split(" ") : [];
  }

  // All hits of the segments asked for, the newest first. Stops after the segment in which `enough` hits that fit were found.
  function find(base, query, chosen, enough) {
    return load(base, "index").then(function (index) {
      var asked = { terms: readQuery(query) }, hits = [], fitting = 0;
      var step = function (n) {
        if (n >= index.segments.length || fitting >= enough) { return { index: index, hits: hits, whole: n >= index.segments.length }; }
        return findInSegment(base, index, index.segments[n], asked).then(function (found) {
          hits = hits.concat(found);
          fitting += found.filter(function (hit) { return fits(index, hit, chosen); }).length;
          return step(n + 1);
        });
      };
      return step(0);
    });
  }

  // The id and texts of a hit.
  function read(base, hit) {
    var block = Math.floor(hit.n / hit.block);
    return load(base, hit.segment[0] + "/texts-" + block, hit.segment[1]).then(function (rows) { return rows[hit.n % hit.block]; });
  }

  window.wishlightFind = { find: find, read: read, fits: fits, fold: fold, terms: readQuery };
})();
