// Runs before the first paint: the reader's choices of type size and colours, kept on this device only.
(function () {
  var html = document.documentElement;
  html.classList.replace("no-js", "js");
  function recall(name) {
    try { return localStorage.getItem("wishlight:" + name); } catch (blocked) { return null; }
  }
  // ?elder in an address switches the large-type page on, so a shared link or a printed code can open it.
  var asked = /[?&]elder(=0)?(&|$)/.exec(location.search);
  var elder = asked ? !asked[1] : recall("elder") === "on";
  if (asked) { try { localStorage.setItem("wishlight:elder", elder ? "on" : "off"); } catch (blocked) { /* then for this page only */ } }
  if (elder) { html.setAttribute("data-elder", ""); }
  var scheme = recall("scheme");
  if (scheme === "dark" || scheme === "light") { html.setAttribute("data-scheme", scheme); }
})();
