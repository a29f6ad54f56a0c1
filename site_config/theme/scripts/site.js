// The two switches in the head of the page. Everything else works without any script.
(function () {
  var html = document.documentElement;
  var dark = matchMedia("(prefers-color-scheme: dark)");

  function keep(name, value) {
    try { localStorage.setItem("wishlight:" + name, value); } catch (blocked) { /* then for this page only */ }
  }
  function isDark() {
    var chosen = html.getAttribute("data-scheme");
    return chosen ? chosen === "dark" : dark.matches;
  }
  var states = {
    elder: function () { return html.hasAttribute("data-elder"); },
    scheme: isDark
  };
  var turns = {
    elder: function () {
      var on = html.toggleAttribute("data-elder");
      keep("elder", on ? "on" : "off");
    },
    scheme: function () {
      var next = isDark() ? "light" : "dark";
      html.setAttribute("data-scheme", next);
      keep("scheme", next);
    }
  };
  var buttons = document.querySelectorAll("[data-switch]");

  function show() {
    buttons.forEach(function (button) {
      button.setAttribute("aria-pressed", String(states[button.dataset.switch]()));
    });
  }
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      turns[button.dataset.switch]();
      show();
    });
  });
  dark.addEventListener("change", show);
  show();
  // Without a network a page says so in words: the worker beside the site's root keeps that one page.
  if ("serviceWorker" in navigator && /^http/.test(location.protocol)) {
    navigator.serviceWorker.register(new URL("../sw.js", document.currentScript.src)).catch(function () { /* then the browser says it */ });
  }
})();
