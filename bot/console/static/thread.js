// The thread: stays at its end unless somebody reads further up, and shows why the bot said a thing.
(() => {
  const NEAR = 80;
  const scroll = document.getElementById("scroll");
  const latest = document.getElementById("latest");
  const reasons = document.getElementById("reasons");
  const card = document.getElementById("card-open");
  const about = document.getElementById("about");
  const panel = document.getElementById("panel");
  let atEnd = true;
  let newest = null;

  const lastEntry = () => scroll.querySelector(".entry:last-child");
  const toEnd = () => {
    scroll.scrollTop = scroll.scrollHeight;
    latest.hidden = true;
    newest = lastEntry()?.id;
  };
  scroll.addEventListener("scroll", () => {
    atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;
    if (atEnd) { latest.hidden = true; newest = lastEntry()?.id; }
  });
  document.addEventListener("bulbul:news", () => {
    sort();
    if (atEnd) toEnd();
    else latest.hidden = lastEntry()?.id === newest;
  });
  latest.addEventListener("click", () => { toEnd(); atEnd = true; });
  // The box grows and the window changes its size: who was at the end stays there.
  new ResizeObserver(() => { if (atEnd) toEnd(); }).observe(scroll);
  bulbul.toEnd = () => { atEnd = true; toEnd(); };

  // New entries come at the end, but what the bot has planned stays below what has happened.
  const at = (one) => (one.dataset.at === "later" ? Infinity : Date.parse(one.dataset.at));
  const sort = () => {
    const thread = document.getElementById("thread");
    const sorted = [...thread.children].sort((one, other) => (at(one) === at(other) ? 0 : at(one) - at(other)));
    sorted.forEach((one, place) => {
      if (thread.children[place] !== one) thread.insertBefore(one, thread.children[place]);
    });
  };

  const explain = async (link) => {
    const place = document.getElementById("reasons-text");
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      if (answer.redirected) return location.assign(link.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      place.replaceChildren(page.getElementById("why") || page.querySelector("main"));
      reasons.showModal();
    } catch {
      bulbul.tell(bulbul.say("failed"), true);
    }
    return undefined;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.why");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    explain(link);
  });

  about.addEventListener("click", () => {
    const shown = panel.classList.toggle("shown");
    about.setAttribute("aria-expanded", String(shown));
    if (shown) panel.scrollIntoView({ block: "nearest" });
  });

  // On a small screen the messages need the room: the reason itself stays in sight.
  if (card && matchMedia("(max-width: 47.99rem), (max-height: 40rem)").matches) card.open = false;
  toEnd();
})();
