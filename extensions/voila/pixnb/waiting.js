/* {% raw %} */
// The words while the page starts, and when it does not. Needs nothing of what comes after it.
window.pixnbWaiting = (() => {
  const waiting = document.getElementById("pixnb-waiting");
  const failed = waiting.querySelector(".wait-failed");
  const patience = 20_000;
  let timer = setTimeout(fail, patience);

  function fail(reason) {
    clearTimeout(timer);
    if (waiting.hidden) return;
    if (reason) console.error("pixnb:", reason);
    waiting.classList.add("failed");
    failed.hidden = false;
  }
  function done() {
    clearTimeout(timer);
    waiting.hidden = true;
  }
  waiting.querySelector("button").addEventListener("click", () => location.reload());
  // Coming back with the browser's Back button shows the page as it was, but its kernel is gone.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  // Voilà sends a call to this while a notebook takes its time.
  window.voila_heartbeat = () => {};
  // The address holds the way in only until the cookie does; it need not stay in sight.
  if (new URLSearchParams(location.search).has("token")) history.replaceState(null, "", location.pathname + location.hash);
  return { fail, done };
})();
/* {% endraw %} */
