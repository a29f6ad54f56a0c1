// The screen in the hall: one slide at a time. It waits after a touch, and never moves by itself for who asked for less movement.
(function () {
  var hall = document.querySelector("[data-hall]");
  if (!hall) { return; }
  var html = document.documentElement, bar = document.querySelector(".hall-bar"), slides = Array.prototype.slice.call(hall.children);
  var pause = bar.querySelector("[data-hall-pause]"), list = bar.querySelector("[data-hall-list]");
  var calm = matchMedia("(prefers-reduced-motion: reduce)"), seconds = Number(hall.dataset.hall), REST = 60;
  var at = 0, held = calm.matches, touched = 0, left = seconds;

  function show(n) {
    at = (n + slides.length) % slides.length;
    left = seconds;
    slides.forEach(function (slide, k) { slide.classList.toggle("is-shown", k === at); });
  }
  function say() { pause.setAttribute("aria-pressed", String(held)); }
  function turn(on) {
    html.toggleAttribute("data-hall", on);
    list.textContent = on ? list.dataset.list : list.dataset.show;
    show(at);
  }
  bar.hidden = false;
  bar.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) { return; }
    if (button === pause) { held = !held; touched = 0; say(); } else if (button === list) { turn(!html.hasAttribute("data-hall")); } else { show(at + Number(button.dataset.hallStep)); }
  });
  hall.querySelectorAll("[data-hall-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var all = !html.hasAttribute("data-hall");
      at = slides.indexOf(button.closest(".hall-slide"));
      turn(true);
      print();
      if (all) { turn(false); }
    });
  });
  ["pointerdown", "keydown"].forEach(function (kind) {
    addEventListener(kind, function (event) { if (event.target !== pause) { touched = REST; } });
  });
  setInterval(function () {
    if (touched > 0) { touched -= 1; } else if (!held && html.hasAttribute("data-hall") && (left -= 1) <= 0) { show(at + 1); }
  }, 1000);
  // A screen that stays on fetches the news every half hour, but leaves the old page standing while the network is away.
  if (location.protocol !== "file:") {
    setInterval(function () { fetch(location.href).then(function (answer) { if (answer.ok) { location.reload(); } }).catch(function () { /* next time */ }); }, 1800000);
  }
  say();
  turn(true);
})();
