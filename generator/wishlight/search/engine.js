// Search without a server. Loads scripts that hand over data (wishlightSearch), so it works from a disk too, and asks nobody else.
// `find` is the whole search; the page's form is filled in below. Segments are stretches of the calendar: search/__init__.py tells of the files.
(function () {
  "use strict";
  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var FACETS = ["kind", "status", "area", "category"], KEYED = ["area", "category"], LARGE = 5000;
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

  // What an id never holds and people type all the same, and the sign that they mean (records/ids.py).
  var MISREAD = { i: "1", l: "1", o: "0", u: "v" };

  // The same as in the index: one width, one case, single blanks.
  function fold(text) { return text.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean).join(" "); }

  function shardOf(key, bits) {
    var mixed = 0;
    Array.from(key).forEach(function (sign) { mixed = (Math.imul(mixed, 31) + sign.codePointAt(0)) | 0; });
    return bits ? Math.imul(mixed, 0x9E3779B1) >>> (32 - bits) : 0;
  }

  function readPlaces(text) {
    var places = [], last = 0, value = 0, shift = 0;
    for (var i = 0; i < text.length; i += 1) {
      var digit = DIGITS.indexOf(text[i]);
      value += (digit & 31) * Math.pow(2, shift);
      if (digit > 31) { shift += 5; } else { last += value; places.push(last); value = 0; shift = 0; }
    }
    return places;
  }

  // Which segments have a bit in a text of bits: the oldest segment has the lowest.
  function readBits(text, count) {
    var found = [];
    for (var n = 0; n < count; n += 1) { found.push(((DIGITS.indexOf((text || "")[Math.floor(n / 6)] || "A") >> (n % 6)) & 1) === 1); }
    return found;
  }
  function both(one, other) { return one.map(function (yes, n) { return yes && other[n]; }); }
  function either(one, other) { return one.map(function (yes, n) { return yes || other[n]; }); }
  function none(index) { return index.segments.map(function () { return false; }); }

  // Runs of so many signs that together cover a term.
  function listRuns(signs, length) {
    var runs = [], last = signs.length - length;
    for (var at = 0; at < last; at += 2) { runs.push(at); }
    return runs.concat(last).map(function (at) { return { at: at, text: signs.slice(at, at + length).join("") }; });
  }

  // The segments that may hold a term in their texts: they hold the runs of three signs that it is made of. A single sign may be anywhere.
  function findSegments(base, index, term) {
    var signs = Array.from(term), count = index.segments.length;
    if (signs.length < 2) { return Promise.resolve(index.segments.map(function () { return true; })); }
    return Promise.all(listRuns(signs, Math.min(3, signs.length)).slice(0, 4).map(function (run) {
      return load(base, "where/" + shardOf(run.text, index.whole[1]), index.whole[0]).then(function (runs) { return readBits(runs[run.text], count); });
    })).then(function (lists) { return lists.reduce(both); });
  }

  // The segments that hold any of some values of a facet.
  function holding(index, facet, values) {
    return values.reduce(function (all, value) { return either(all, readBits(index.values[facet][value], index.segments.length)); }, none(index));
  }

  // What a segment's index knows by a key: rising numbers.
  function readKey(base, segment, key) {
    return load(base, segment.name + "/pairs-" + shardOf(key, segment.bits), segment.texts).then(function (keys) { return readPlaces(keys[key] || ""); });
  }

  // The records of a segment that hold a term: a single sign, or pairs that follow each other at the right distance.
  function findTerm(base, segment, term) {
    var signs = Array.from(term);
    if (signs.length === 1) { return readKey(base, segment, term); }
    var runs = listRuns(signs, 2);
    return Promise.all(runs.map(function (run) { return readKey(base, segment, run.text); })).then(function (lists) {
      return lists.slice(1).reduce(function (found, list, n) {
        var there = new Set(list), distance = runs[n + 1].at;
        return found.filter(function (place) { return there.has(place + distance); });
      }, lists[0]).map(function (place) { return Math.floor(place / segment.stride); });
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


  function segmentAt(index, n) {
    var s = index.segments[n];
    return { at: n, name: s[0], texts: s[1], facets: s[2], count: s[3], stride: s[4], bits: s[5], block: index.sizes[0], chunk: index.sizes[1] };
  }

  // The facets of some records of a segment, by number.
  function readFacets(base, segment, numbers) {
    var chunks = Array.from(new Set(numbers.map(function (n) { return Math.floor(n / segment.chunk); })));
    return Promise.all(chunks.map(function (chunk) { return load(base, segment.name + "/facets-" + chunk, segment.facets); })).then(function (found) {
      var held = {};
      chunks.forEach(function (chunk, n) { held[chunk] = found[n]; });
      return numbers.map(function (n) {
        var facets = held[Math.floor(n / segment.chunk)], hit = { segment: segment, n: n };
        FACETS.forEach(function (name) { hit[name] = facets[name][0][facets[name][1][n % segment.chunk]]; });
        return hit;
      });
    });
  }
  function everyNumber(segment) { return Array.from({ length: segment.count }, function (_, n) { return n; }); }

  // The records of a segment that have any of some values of a facet.
  function findValues(base, index, segment, facet, values) {
    var held = Array.from(values).filter(function (value) { return readBits(index.values[facet][value], segment.at + 1)[segment.at]; });
    // Each key may cost a file, so for many values all facets are cheaper.
    if (segment.count <= held.length * segment.chunk * 2) {
      return readFacets(base, segment, everyNumber(segment)).then(function (all) {
        return all.filter(function (hit) { return held.indexOf(hit[facet]) >= 0; }).map(function (hit) { return hit.n; });
      });
    }
    return Promise.all(held.map(function (value) { return readKey(base, segment, facet + "=" + value); })).then(function (lists) {
      return [].concat.apply([], lists);
    });
  }

  // What a term asks for: the areas and categories that are called so, the records that have it for an id, the segments that may have it.
  function readTerm(base, index, term) {
    var names = findNames(index, term);
    return Promise.all([findSegments(base, index, term), findIds(base, index, term)]).then(function (found) {
      var named = either(holding(index, "area", Array.from(names.area)), holding(index, "category", Array.from(names.category)));
      var own = none(index);
      found[1].forEach(function (id) { var at = segmentOf(index, id); if (at >= 0) { own[at] = true; } });
      return { text: term, names: names, written: found[0], named: named, ids: found[1], own: own, segments: either(either(found[0], named), own) };
    });
  }

  // Every record that a term finds in a segment.
  function findOne(base, index, segment, term) {
    var n = segment.at, parts = [Promise.resolve([])];
    if (term.written[n]) { parts.push(findTerm(base, segment, term.text)); }
    if (term.named[n]) { parts.push(findValues(base, index, segment, "area", term.names.area), findValues(base, index, segment, "category", term.names.category)); }
    if (term.own[n]) {
      parts.push(Promise.all(term.ids.filter(function (id) { return segmentOf(index, id) === n; }).map(function (id) { return findNumber(base, segment, id); })));
    }
    return Promise.all(parts).then(function (lists) { return new Set([].concat.apply([], lists)); });
  }

  // On a large board only records of the area and category asked for are looked at; on a small one all, so that others can be counted.
  function narrow(base, index, segment, chosen) {
    var large = index.segments.reduce(function (sum, one) { return sum + one[3]; }, 0) > LARGE;
    return KEYED.filter(function (name) { return large && chosen[name]; }).map(function (name) {
      return findValues(base, index, segment, name, insideOf(index, name, chosen[name])).then(function (numbers) { return new Set(numbers); });
    });
  }
  function insideOf(index, name, value) {
    return name === "area" ? Object.keys(index.values.area).filter(function (id) { return lineOf(index, id).indexOf(value) >= 0; }) : [value];
  }

  function findInSegment(base, index, n, terms, chosen) {
    var segment = segmentAt(index, n), asked = terms.map(function (term) { return findOne(base, index, segment, term); });
    return Promise.all(asked.concat(narrow(base, index, segment, chosen))).then(function (sets) {
      var first = sets.length ? Array.from(sets[0]).sort(function (a, b) { return a - b; }) : everyNumber(segment);
      var found = first.filter(function (number) { return sets.every(function (set) { return set.has(number); }); });
      return readFacets(base, segment, found.reverse());
    });
  }

  // Ids that end in the six signs that a term is: almost always none or one.
  function findIds(base, index, term) {
    if (!/^[0-9a-z]{6}$/.test(term)) { return Promise.resolve([]); }
    var signs = term.replace(/[ilou]/g, function (sign) { return MISREAD[sign]; });
    return load(base, "ids/" + shardOf(signs, index.whole[2]), index.whole[0]).then(function (ids) {
      return ids.filter(function (id) { return id.slice(-6).toLowerCase() === signs; });
    });
  }

  // Six signs that were typed in pieces, as they are said on the telephone, are one term where a record is called so.
  function joinSigns(base, index, terms) {
    if (terms.length < 2) { return Promise.resolve(terms); }
    return findIds(base, index, terms.join("")).then(function (ids) { return ids.length ? [terms.join("")] : terms; });
  }

  // The segment of an id is the stretch of the calendar that its day lies in.
  function segmentOf(index, id) {
    var year = "20" + id.slice(2, 4), month = Number(id.slice(4, 6)), day = Number(id.slice(6, 8));
    var monthly = year + "-" + id.slice(4, 6);
    var names = [year, year + "-h" + Math.floor((month + 5) / 6), year + "-q" + Math.floor((month + 2) / 3), monthly,
      monthly + "-w" + Math.floor((day + 7) / 8), monthly + "-" + id.slice(6, 8)];
    return index.segments.findIndex(function (segment) { return names.indexOf(segment[0]) >= 0; });
  }

  // The number of an id in its segment: its day says between which records it stands, and they are in the order of their ids.
  function findNumber(base, segment, id) {
    return load(base, segment.name + "/days", segment.texts).then(function (days) {
      var low = 0, day = 0;
      while (days[day][0] !== id.slice(2, 8)) { low += days[day][1]; day += 1; }
      var step = function (first, last) {
        var middle = Math.floor((first + last) / 2);
        return readRow(base, segment, middle).then(function (row) {
          return row[0] === id || first >= last ? middle : row[0] < id ? step(middle + 1, last) : step(first, middle - 1);
        });
      };
      return step(low, low + days[day][1] - 1);
    });
  }
  function readRow(base, segment, n) {
    return load(base, segment.name + "/texts-" + Math.floor(n / segment.block), segment.texts).then(function (rows) { return rows[n % segment.block]; });
  }

  function fits(index, hit, chosen) {
    return Object.keys(chosen).every(function (name) {
      return name === "area" ? lineOf(index, hit.area).indexOf(chosen.area) >= 0 : hit[name] === chosen[name];
    });
  }

  // A record's whole id may be typed, with or without dashes: its last six signs are what the index holds.
  function readQuery(text) {
    var plain = fold(text).replace(/\b[wad]-?\d{6}-?([0-9a-z]{6})\b/g, "$1");
    return plain ? plain.split(" ") : [];
  }

  // All hits, the newest first. Stops after the segment in which `enough` hits that fit were found; passes over those that can't hold any.
  function find(base, query, chosen, enough) {
    return load(base, "index").then(function (index) {
      return joinSigns(base, index, readQuery(query)).then(function (terms) {
        return Promise.all(terms.map(function (term) { return readTerm(base, index, term); }));
      }).then(function (terms) {
        var open = terms.reduce(function (all, term) { return both(all, term.segments); }, index.segments.map(function () { return true; }));
        Object.keys(chosen).forEach(function (name) {
          open = both(open, holding(index, name, insideOf(index, name, chosen[name])));
        });
        var hits = [], fitting = 0;
        var step = function (n) {
          while (n >= 0 && !open[n]) { n -= 1; }
          if (n < 0 || fitting >= enough) { return { index: index, hits: hits, whole: n < 0 }; }
          return findInSegment(base, index, n, terms, chosen).then(function (found) {
            hits = hits.concat(found);
            fitting += found.filter(function (hit) { return fits(index, hit, chosen); }).length;
            return step(n - 1);
          });
        };
        return step(index.segments.length - 1);
      });
    });
  }

  // The id and texts of a hit.
  function read(base, hit) { return readRow(base, hit.segment, hit.n); }

  window.wishlightFind = { find: find, read: read, fits: fits, fold: fold, terms: readQuery };
})();
