// Keeps the order of the queue still while somebody reads it, moves between rows by keys, and takes
// away what the page said as it came once that is over.
(() => {
  const QUIET = 3000;
  const TOLD = 10000;
  const list = document.getElementById("queue");
  const button = document.getElementById("order");
  let pointed = false;
  let touched = -QUIET;

  const rows = () => [...list.querySelectorAll(":scope > .row")];
  const rank = (row) => Number(row.dataset.rank);
  const gone = () => list.querySelectorAll(":scope > [data-gone]");
  const isBusy = () => pointed || list.contains(document.activeElement)
    || performance.now() - touched < QUIET;
  const isSorted = () => !gone().length
    && rows().every((row, at, all) => at === 0 || rank(all[at - 1]) <= rank(row));

  const sort = () => {
    gone().forEach((row) => row.remove());
    const held = document.activeElement;
    const sorted = rows().sort((one, other) => rank(one) - rank(other));
    // Only what stands wrong is moved, since moving an element takes its focus away.
    sorted.forEach((row, at) => {
      if (list.children[at] !== row) list.insertBefore(row, list.children[at] || null);
    });
    if (held && held !== document.activeElement && list.contains(held)) held.focus();
    button.hidden = true;
  };
  const look = () => {
    if (isSorted()) button.hidden = true;
    else if (isBusy()) button.hidden = false;
    else sort();
  };

  // A row that leaves while somebody reads stays as a shadow, so that nothing jumps under the pointer.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    if (target === list) {
      const fresh = fragment.querySelector(".row");
      const old = fresh && document.getElementById(fresh.id);
      if (old && list.contains(old)) old.remove();
    } else if (target.parentElement === list && !fragment.querySelector(".row") && isBusy()) {
      event.detail.shouldSwap = false;
      target.dataset.gone = "yes";
      target.inert = !target.contains(document.activeElement);
    }
  });

  list.addEventListener("pointerenter", (event) => { pointed = event.pointerType === "mouse"; });
  list.addEventListener("pointerleave", () => { pointed = false; touched = performance.now(); });
  list.addEventListener("focusout", () => { touched = performance.now(); });
  list.addEventListener("touchmove", () => { touched = performance.now(); }, { passive: true });
  document.addEventListener("bulbul:news", look);
  document.addEventListener("bulbul:beat", look);
  button.addEventListener("click", sort);

  // "Nobody waits at this moment" is over with the moment; a refusal stays.
  const told = document.querySelector("main > .notice");
  const isCalled = () => Boolean(list.querySelector(".row:not([data-gone]) .claim"));
  const calledThen = isCalled();
  const untell = () => told.remove();
  if (told) {
    setTimeout(untell, TOLD);
    document.addEventListener("bulbul:news", () => { if (isCalled() && !calledThen) untell(); });
  }

  const links = () => [...list.querySelectorAll(".row:not([data-gone]) a.way")];
  bulbul.move = (by) => {
    const all = links();
    if (!all.length) return;
    const row = document.activeElement?.closest(".row");
    const at = row ? all.indexOf(row.querySelector("a.way")) : -1;
    const goal = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
    all[Math.max(0, Math.min(all.length - 1, goal))].focus();
  };
  look();
})();
