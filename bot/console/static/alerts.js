// Calls an agent when somebody waits: the title, the icon, a sound, a notification. Once for each
// new `data-ring` of a row, so it calls again with every reminder until someone claims.
(() => {
  const KEY = "bulbul:rung";
  const AWAKE = "bulbul:awake";
  const KEPT = 200;
  const GENTLE = [[660, 0], [880, 0.18]];
  const PRESSING = [[784, 0], [1047, 0.15], [784, 0.42], [1047, 0.57]];
  const plain = document.title;
  const icon = document.getElementById("favicon");
  const muted = document.getElementById("muted");
  let audio = null;
  let calling = false;
  const shown = new Set();

  // The tabs of a browser share what has rung, so that one of them calls and not all.
  const rung = () => JSON.parse(localStorage.getItem(KEY) || "[]");
  const keep = (rings) => localStorage.setItem(KEY, JSON.stringify([...rung(), ...rings].slice(-KEPT)));

  const tone = (frequency, after, loud) => {
    const start = audio.currentTime + after;
    const pitch = audio.createOscillator();
    const gain = audio.createGain();
    pitch.type = "sine";
    pitch.frequency.value = frequency;
    gain.gain.setValueAtTime(0.0001, start);
    gain.gain.exponentialRampToValueAtTime(Math.max(0.0002, loud * 0.5), start + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
    pitch.connect(gain).connect(audio.destination);
    pitch.start(start);
    pitch.stop(start + 0.55);
  };

  // Browsers allow sound once somebody has clicked here, or on the page of ours before this one.
  const isAwake = () => navigator.userActivation?.hasBeenActive ?? true;
  const wake = async () => {
    if (isAwake()) sessionStorage.setItem(AWAKE, "yes");
    else if (!sessionStorage.getItem(AWAKE)) return false;
    audio ||= new AudioContext();
    await Promise.race([audio.resume(), new Promise((done) => { setTimeout(done, 300); })]);
    return audio.state === "running";
  };

  // False where it could not be heard.
  const play = async (again, always = false) => {
    const { on, volume } = bulbul.sound();
    if (!on && !always) return true;
    if (!(await wake())) return false;
    for (const [frequency, after] of again ? PRESSING : GENTLE) tone(frequency, after, volume);
    return true;
  };

  const notify = (one) => {
    shown.add(one.dataset.ring);
    if (!("Notification" in window) || Notification.permission !== "granted" || !document.hidden) return;
    try {
      const note = new Notification(one.dataset.title, { body: one.textContent, tag: one.dataset.ring.split(".")[0] });
      note.addEventListener("click", () => {
        window.focus();
        location.assign(one.dataset.href);
      });
    } catch { /* Chrome on Android has the name and not the thing: there the sound must do. */ }
  };

  const look = () => {
    const alarm = document.getElementById("alarm");
    if (!alarm) return;
    const waiting = Number(alarm.dataset.count);
    const title = waiting ? `(${waiting}) ${plain}` : plain;
    if (document.title !== title) document.title = title;
    const face = Number(alarm.dataset.urgent) ? icon.dataset.alarm : icon.dataset.calm;
    if (icon.getAttribute("href") !== face) icon.setAttribute("href", face);
    call([...alarm.children]);
  };

  const call = async (all) => {
    const known = new Set(rung());
    const fresh = all.filter((one) => !known.has(one.dataset.ring));
    if (calling) return;
    calling = true;
    const heard = !fresh.length || await play(fresh.some((one) => "again" in one.dataset));
    calling = false;
    muted.hidden = heard;
    fresh.filter((one) => !shown.has(one.dataset.ring)).forEach(notify);
    if (!heard || !fresh.length) return;
    keep(fresh.map((one) => one.dataset.ring));
  };

  document.addEventListener("bulbul:news", look);
  document.addEventListener("click", () => { if (!muted.hidden) look(); });
  document.addEventListener("keydown", () => { if (!muted.hidden) look(); });
  bulbul.play = play;
  // The settings are read by a script that comes after this one.
  document.addEventListener("DOMContentLoaded", look);
})();
