// Reads the page aloud, in large type, where the device itself has a voice for it: a voice from the network is not used.
(function () {
  var button = document.querySelector("[data-aloud]"), speech = window.speechSynthesis;
  if (!button || !speech) { return; }
  var PARTS = "h1, h2, h3, p, li, dt, dd, figcaption, caption, summary", queue = [], now = null;

  function voice(lang) {
    return speech.getVoices().filter(function (one) { return one.localService && one.lang.slice(0, 2) === lang; })[0];
  }
  function mark(part) {
    if (now) { now.classList.remove("is-read"); }
    now = part;
    if (now) { now.classList.add("is-read"); now.scrollIntoView({ block: "nearest" }); }
  }
  function seen(part) {
    return part.getClientRects().length && !part.closest("[aria-hidden=true], .visually-hidden") && !part.querySelector(PARTS) && part.textContent.trim();
  }
  function stop() {
    queue = [];
    speech.cancel();
    mark(null);
    button.setAttribute("aria-pressed", "false");
  }
  function next() {
    var part = queue.shift();
    if (!part) { stop(); return; }
    var lang = part.closest("[lang]").lang.slice(0, 2), said = new SpeechSynthesisUtterance(part.textContent.trim().replace(/\s+/g, " "));
    said.voice = voice(lang) || null;
    if (!said.voice) { next(); return; }
    said.lang = said.voice.lang;
    said.rate = 0.9;
    said.onend = function () { if (part === now) { next(); } };
    mark(part);
    speech.speak(said);
  }
  function offer() { button.hidden = !voice(document.documentElement.lang.slice(0, 2)); }

  button.addEventListener("click", function () {
    if (now) { stop(); return; }
    queue = Array.prototype.filter.call(document.querySelectorAll("#main :is(" + PARTS + ")"), seen);
    button.setAttribute("aria-pressed", "true");
    next();
  });
  addEventListener("pagehide", stop);
  if (speech.addEventListener) { speech.addEventListener("voiceschanged", offer); }
  offer();
})();
