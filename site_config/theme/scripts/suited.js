// What suits me: the best wishes for the skills and minutes chosen, and why. The choice stands in the address and nowhere else.
// Without this script the page lists the same wishes skill by skill.
(function () {
  var bar = document.querySelector("[data-suited]");
  if (!bar) { return; }
  var most = Number(bar.dataset.suited), box = document.querySelector("[data-suited-chosen]"), list = box.querySelector("ul");
  var none = box.querySelector(".suited-none"), share = box.querySelector(":scope > .note"), whole = document.querySelector("[data-suited-all]");
  var said = document.querySelector("[data-suited-said]"), places = document.querySelectorAll("[data-suited-where] a");
  var cards = Array.prototype.slice.call(whole.querySelectorAll(".card"));
  cards.sort(function (one, other) { return one.dataset.place - other.dataset.place; });

  function read() {
    var asked = new URLSearchParams(location.search), skills = (asked.get("skills") || "").split(",");
    bar.querySelectorAll("input").forEach(function (input) {
      input.checked = input.name === "skills" ? skills.indexOf(input.value) >= 0 : input.value === (asked.get("minutes") || "");
    });
    if (!bar.querySelector("[name=minutes]:checked")) { bar.querySelector("[name=minutes]").checked = true; }
  }
  function look() {
    var skills = Array.prototype.map.call(bar.querySelectorAll("[name=skills]:checked"), function (input) { return input.value; });
    return { skills: skills, minutes: Number(bar.querySelector("[name=minutes]:checked").value) };
  }
  function write(chosen) {
    var parts = [];
    if (chosen.skills.length) { parts.push("skills=" + chosen.skills.join(",")); }
    if (chosen.minutes) { parts.push("minutes=" + chosen.minutes); }
    return parts.length ? "?" + parts.join("&") : "";
  }
  // The same order as on a volunteer's own page: a skill that is asked for first, then the near ones, then those that wait longest.
  function pick(chosen) {
    var fit = cards.filter(function (card) {
      var skill = card.dataset.skill;
      return (!skill || chosen.skills.indexOf(skill) >= 0) && (!chosen.minutes || Number(card.dataset.minutes) <= chosen.minutes);
    });
    var asked = fit.filter(function (card) { return card.dataset.skill; }), plain = fit.filter(function (card) { return !card.dataset.skill; });
    return asked.concat(plain).slice(0, most);
  }
  function explain(card, chosen) {
    var line = card.querySelector("[data-reasons]"), reasons = JSON.parse(line.dataset.reasons);
    var told = reasons.filter(function (reason) { return reason[0] !== "time" || chosen.minutes; });
    line.textContent = bar.dataset.because.replace("#", told.map(function (reason) { return reason[1]; }).join(bar.dataset.comma) || bar.dataset.plain);
  }
  function show() {
    var chosen = look(), search = write(chosen), found = search ? pick(chosen) : [];
    list.textContent = "";
    found.forEach(function (card) {
      var copy = card.cloneNode(true);
      explain(copy, chosen);
      list.appendChild(copy);
    });
    box.hidden = !search;
    whole.hidden = Boolean(search);
    none.hidden = found.length > 0;
    share.hidden = !found.length;
    said.textContent = !search ? "" : found.length ? found.map(function (card) { return card.querySelector("h3").textContent; }).join(bar.dataset.comma) : none.textContent.trim();
    places.forEach(function (link) { link.href = link.href.replace(/\?.*$/, "") + search; });
    return search;
  }
  bar.hidden = false;
  bar.addEventListener("change", function () { history.replaceState(null, "", show() || location.pathname); });
  addEventListener("pageshow", function () { read(); show(); });
  read();
  show();
})();
