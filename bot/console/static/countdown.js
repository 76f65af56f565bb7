// Counts down on the page, each second: how long somebody still waits, how long free text may go out.
// The words that came from the server stand there until this has looked, and without JavaScript.
(() => {
  const SOON = 60000;
  const USUAL = 180000;
  const HOUR = 3600000;

  const write = (place, text) => { if (place.textContent !== text) place.textContent = text; };

  const countDown = (one) => {
    const due = Date.parse(one.dataset.due);
    const left = due - bulbul.now();
    const pace = left < 0 ? "late" : left <= SOON ? "soon" : "calm";
    if (one.dataset.pace !== pace) one.dataset.pace = pace;
    // The second that has begun still counts, so 0:00 is never "left".
    const shown = left < 0 ? left : left + 999;
    write(one.querySelector(".told"), bulbul.say(left < 0 ? "late" : "left", bulbul.clock(shown)));
    const all = one.dataset.from ? Math.max(due - Date.parse(one.dataset.from), 1000) : USUAL;
    const share = Math.round(100 * Math.min(1, Math.max(0, left < 0 ? 1 : left / all)));
    one.querySelector(".left").setAttribute("stroke-dasharray", `${share} 100`);
  };

  const countUp = (one) => {
    const since = Math.max(0, bulbul.now() - Date.parse(one.dataset.since));
    const told = since < HOUR ? bulbul.say("minutes", Math.floor(since / 60000)) : bulbul.clock(since);
    write(one.querySelector(".told"), bulbul.say("waits", told));
  };

  const close = (one) => {
    const left = Date.parse(one.dataset.closes) - bulbul.now();
    one.dataset.pace = left <= HOUR ? "soon" : "calm";
    if (left > 0) write(one.querySelector(".told"), bulbul.say("left", bulbul.clock(left)));
    else if (!one.dataset.over) { one.dataset.over = "yes"; bulbul.soon(); }
  };

  const tick = () => {
    document.querySelectorAll("[data-due]").forEach(countDown);
    document.querySelectorAll("[data-since]").forEach(countUp);
    document.querySelectorAll("[data-closes]").forEach(close);
  };

  document.addEventListener("bulbul:beat", tick);
  document.addEventListener("bulbul:news", tick);
  tick();
})();
