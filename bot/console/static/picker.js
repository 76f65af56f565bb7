// A list that opens while one types: canned replies after `/`, colleagues after `@`. The field keeps
// the focus; arrows choose, Enter or Tab takes, Escape closes.
bulbul.picker = (field, box, { wanted, take }) => {
  if (!box) return { open: () => undefined, isOpen: () => false };
  const list = box.querySelector("[role=listbox]");
  const all = [...list.children];
  let forced = false;

  const isOpen = () => !box.hidden;
  const shown = () => all.filter((one) => !one.hidden);
  const chosen = () => list.querySelector("[aria-selected=true]");

  const choose = (one) => {
    chosen()?.setAttribute("aria-selected", "false");
    one?.setAttribute("aria-selected", "true");
    one?.scrollIntoView({ block: "nearest" });
    if (one) field.setAttribute("aria-activedescendant", one.id);
    else field.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    box.hidden = true;
    forced = false;
    choose(null);
    field.removeAttribute("aria-controls");
  };
  const look = () => {
    const text = wanted(field) ?? (forced ? "" : null);
    const words = (text || "").toLowerCase().split(/\s+/).filter(Boolean);
    for (const one of all) {
      const place = one.dataset.find.toLowerCase();
      one.hidden = text === null || !words.every((word) => place.includes(word));
    }
    if (!shown().length) return close();
    box.hidden = false;
    field.setAttribute("aria-controls", list.id);
    if (!chosen() || chosen().hidden) choose(shown()[0]);
    return undefined;
  };
  const pick = (one) => {
    take(field, one.dataset.text);
    close();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const move = (by) => {
    const some = shown();
    choose(some[(some.indexOf(chosen()) + by + some.length) % some.length]);
  };

  field.addEventListener("input", () => { forced = false; look(); });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (!isOpen() || event.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" || event.key === "Tab") pick(chosen());
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  // A press must not take the focus from the field, or the list would be gone before the click.
  box.addEventListener("mousedown", (event) => event.preventDefault());
  box.addEventListener("click", (event) => {
    const one = event.target.closest("[role=option]");
    if (one) pick(one);
  });

  const open = () => { field.focus(); forced = true; look(); };
  return { open, isOpen, close };
};
