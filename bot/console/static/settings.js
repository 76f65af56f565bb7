// How somebody wants to be called: kept in this browser, for this browser.
(() => {
  const KEY = "bulbul:sound";
  const on = document.getElementById("sound-on");
  const volume = document.getElementById("sound-volume");
  const permit = document.getElementById("permit");

  const stored = JSON.parse(localStorage.getItem(KEY) || "{}");
  on.checked = stored.on ?? true;
  volume.value = stored.volume ?? 60;
  const keep = () => {
    localStorage.setItem(KEY, JSON.stringify({ on: on.checked, volume: Number(volume.value) }));
  };
  on.addEventListener("change", keep);
  volume.addEventListener("change", keep);

  document.getElementById("sound-test").addEventListener("click", () => bulbul.play(false, true));

  const standing = () => ("Notification" in window && isSecureContext ? Notification.permission : "missing");
  const tellPermission = () => {
    for (const one of document.querySelectorAll("[data-permission]")) {
      one.hidden = one.dataset.permission !== standing();
    }
    permit.hidden = standing() !== "default";
  };
  permit.addEventListener("click", async () => {
    await Notification.requestPermission();
    tellPermission();
  });
  tellPermission();

  bulbul.sound = () => ({ on: on.checked, volume: Number(volume.value) / 100 });
})();
