// Buttons that copy a text, and one that turns the week's drawing into a picture. They appear only where they can work.
(function () {
  function copy(button) {
    var from = document.getElementById(button.dataset.copy), text = from.value || from.textContent;
    function fill(event) {
      event.preventDefault();
      if ("rich" in button.dataset) {
        event.clipboardData.setData("text/html", text);
        event.clipboardData.setData("text/plain", new DOMParser().parseFromString(text, "text/html").body.textContent.trim());
      } else {
        event.clipboardData.setData("text/plain", text);
      }
    }
    document.addEventListener("copy", fill);
    var done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    if (done) {
      var before = button.textContent;
      button.textContent = button.dataset.done;
      setTimeout(function () { button.textContent = before; }, 2500);
    }
  }
  function save(button) {
    var drawn = document.querySelector(".picture").cloneNode(true), box = drawn.viewBox.baseVal, image = new Image();
    drawn.setAttribute("width", box.width);
    drawn.setAttribute("height", box.height);
    image.onload = function () {
      var canvas = document.createElement("canvas"), link = document.createElement("a");
      canvas.width = box.width;
      canvas.height = box.height;
      canvas.getContext("2d").drawImage(image, 0, 0);
      link.href = canvas.toDataURL("image/png");
      link.download = button.dataset.savePicture;
      link.click();
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(drawn));
  }
  document.querySelectorAll("[data-copy], [data-save-picture]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { if (button.dataset.copy) { copy(button); } else { save(button); } });
  });
})();
