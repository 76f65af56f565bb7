// Everything by keys. An element says in `data-key` which key means it; nothing happens while
// somebody types, or holds Ctrl, Alt or the Meta key.
(() => {
  const CHORD = 1500;
  let chord = -Infinity;

  const isTyping = (element) => element.matches("input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea, select")
    || element.isContentEditable;
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });

  // What stands in the page itself goes before what stands in its head.
  const find = (key) => {
    const all = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
    const shown = all.filter((one) => isShown(one) || one.matches("textarea, [data-anyway]"));
    return shown.find((one) => one.closest("main")) || shown[0];
  };

  const use = (element) => {
    if (element.matches("textarea")) bulbul.write(element);
    else if (element.matches("input")) element.select();
    else if (element.matches("summary")) open(element);
    else element.click();
  };
  const open = (summary) => {
    summary.parentElement.open = true;
    summary.parentElement.querySelector(".sheet button, .sheet a")?.focus();
  };

  const go = (key) => {
    const link = document.querySelector(`[data-chord="${CSS.escape(key)}"]`);
    if (link) link.click();
    return Boolean(link);
  };

  const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
  const step = (event) => {
    const inMenu = document.activeElement?.closest("details.menu[open] .sheet");
    if (inMenu) return moveIn(inMenu, STEPS[event.key]);
    if (!bulbul.move) return false;
    bulbul.move(STEPS[event.key]);
    return true;
  };
  const moveIn = (sheet, by) => {
    const all = [...sheet.querySelectorAll("button, a")];
    const at = all.indexOf(document.activeElement);
    all[(at + by + all.length) % all.length].focus();
    return true;
  };

  const press = (event) => {
    const waited = performance.now() - chord < CHORD;
    chord = -Infinity;
    if (waited && go(event.key)) return true;
    if (event.key === "g") { chord = performance.now(); return true; }
    if (event.key in STEPS) return step(event);
    const element = event.key.length === 1 && find(event.key);
    if (element) use(element);
    return Boolean(element);
  };

  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    // A key that is held down means what it means once: a button may ask before it acts.
    if (event.repeat && event.key === "Enter" && target.matches("button")) event.preventDefault();
    if (event.repeat && !(event.key in STEPS)) return;
    if (isTyping(target)) {
      if (event.key === "Escape") target.blur();
      return;
    }
    if (press(event)) event.preventDefault();
  });
})();
