// Counts down while a reply can be taken back; then says no more about it.
(() => {
  "use strict";
  let counted = null;
  const look = () => {
    const toast = document.querySelector("[data-seconds]");
    if (!toast || toast === counted) return;
    counted = toast;
    const until = performance.now() + Number(toast.dataset.seconds) * 1000;
    const place = toast.querySelector("[data-left]");
    const step = () => {
      const left = Math.ceil((until - performance.now()) / 1000);
      if (left <= 0) return toast.remove();
      place.textContent = `${left}\u00a0s`;
      setTimeout(step, 250);
    };
    step();
  };
  document.addEventListener("htmx:after:swap", look);
  look();
})();
