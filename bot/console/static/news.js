// Keeps the page as the server has it: asks every two seconds, swaps in what differs, and says
// so when it cannot. The browser tells what it shows (`seen`), so a gap of any length is made up for.
window.bulbul = (() => {
  const EVERY = 2000;
  const SLOWEST = 5000;
  const PATIENCE = 10000;
  const body = document.body;
  const lost = document.getElementById("lost");
  let ahead = body.dataset.now ? Date.parse(body.dataset.now) - Date.now() : 0;
  let heard = performance.now();
  let next = heard + EVERY;
  let pause = EVERY;
  let asking = null;
  let acts = 0;
  let last = Promise.resolve();

  document.documentElement.classList.add("js");

  // The page's words live in its templates, where they are translated.
  const texts = document.getElementById("texts").content;
  const say = (name, ...values) => {
    const pattern = texts.querySelector(`[data-text="${name}"]`).textContent;
    return values.reduce((text, value) => text.replace("{}", value), pattern);
  };

  // The server's clock: a demo moves it, and the clock of this machine may be wrong.
  const now = () => Date.now() + ahead;

  const clock = (milliseconds) => {
    const seconds = Math.floor(Math.abs(milliseconds) / 1000);
    const two = (value) => String(value).padStart(2, "0");
    if (seconds < 3600) return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
    const hours = Math.floor(seconds / 3600);
    if (hours < 24) return say("hours", hours, Math.floor(seconds / 60) % 60);
    return say("days", Math.floor(hours / 24), hours % 24);
  };

  const tell = (text, failed = false) => {
    const place = document.getElementById("notice");
    if (!place) return;
    place.textContent = text;
    place.classList.toggle("failed", failed);
  };

  const call = async (address, values, signal) => {
    const seen = document.getElementById("seen");
    const form = new URLSearchParams(values);
    if (seen) form.set("seen", seen.value);
    const answer = await fetch(address, {
      method: "POST",
      body: form,
      credentials: "same-origin",
      signal,
      headers: {
        "HX-Request": "true",
        "HX-Current-URL": location.href,
        "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content,
      },
    });
    const elsewhere = answer.headers.get("HX-Redirect") || (answer.redirected ? answer.url : "");
    if (elsewhere || answer.status === 401) location.assign(elsewhere || body.dataset.login);
    const there = answer.headers.get("X-Now");
    if (there) ahead = Date.parse(there) - Date.now();
    const html = answer.status === 204 ? "" : await answer.text();
    return { status: answer.status, ok: answer.ok, left: Boolean(elsewhere), html };
  };

  const show = (html) => {
    if (!html.includes("hx-swap-oob")) return;
    htmx.swap(body, html, { swapStyle: "none", swapDelay: 0, settleDelay: 0 });
    document.dispatchEvent(new Event("bulbul:news"));
  };

  const alive = () => {
    heard = performance.now();
    pause = EVERY;
    if (lost) lost.hidden = true;
  };
  const fail = () => { pause = Math.min(SLOWEST, pause * 1.5); tellLost(); };
  const tellLost = () => {
    if (!lost) return;
    lost.textContent = say("lost", clock(performance.now() - heard));
    lost.hidden = false;
  };

  // What was asked for is gone, or no longer for this agent: the whole page says so better.
  const isGone = (status) => [400, 403, 404, 410].includes(status);
  const startAnew = () => {
    const before = Number(sessionStorage.getItem("bulbul:anew") || 0);
    if (Date.now() - before < 30000) return;
    sessionStorage.setItem("bulbul:anew", String(Date.now()));
    location.reload();
  };

  const ask = async () => {
    if (!body.dataset.news || asking || acts) return;
    const mine = asking = new AbortController();
    const timer = setTimeout(() => mine.abort(), PATIENCE);
    try {
      const extra = bulbul.extra ? bulbul.extra() : {};
      const answer = await call(body.dataset.news, extra, mine.signal);
      if (asking !== mine || answer.left) return;
      if (isGone(answer.status)) startAnew();
      if (!answer.ok) throw new Error(String(answer.status));
      alive();
      show(answer.html);
    } catch {
      if (asking === mine) fail();
    } finally {
      clearTimeout(timer);
      if (asking === mine) asking = null;
      next = performance.now() + pause;
    }
  };

  // What an agent does comes before the news, and one thing after the other: an answer that was
  // made before an act must not be shown after it.
  const act = (address, values) => {
    acts += 1;
    if (asking) { const old = asking; asking = null; old.abort(); }
    const one = async () => {
      const answer = await call(address, values, AbortSignal.timeout(PATIENCE));
      alive();
      show(answer.html);
      return answer;
    };
    last = last.catch(() => undefined).then(one)
      .finally(() => { acts -= 1; next = performance.now() + EVERY / 4; });
    return last;
  };

  const soon = () => { next = 0; pause = EVERY; };
  const beat = () => {
    if (performance.now() >= next) ask();
    if (lost && !lost.hidden) tellLost();
    document.dispatchEvent(new Event("bulbul:beat"));
  };
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
  window.addEventListener("online", soon);
  window.addEventListener("pageshow", (event) => { if (event.persisted) soon(); });

  const pulse = new Worker(body.dataset.beat);
  pulse.addEventListener("message", beat);
  pulse.addEventListener("error", () => setInterval(beat, 500), { once: true });

  return { now, say, clock, tell, act, soon };
})();
