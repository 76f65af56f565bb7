// What is clicked is done without loading the page anew; menus close by themselves and stay open
// over a swap. Without JavaScript the same forms are posted and the page comes again.
(() => {
  const SETTLED = 900;
  const ASKED = 8000;
  let done = -SETTLED;
  let last = "";
  let pointed = false;
  const openMenus = () => document.querySelectorAll("details.menu[open]");

  const run = async (form, button) => {
    const values = Object.fromEntries(new FormData(form, button));
    const before = form.cloneNode(true);
    if (button) button.disabled = true;
    form.closest("details.menu")?.removeAttribute("open");
    bulbul.tell("");
    try {
      const answer = await bulbul.act(form.action, values);
      const asks = document.querySelector("form:has(.asks)");
      if (answer.ok) clear(form);
      else if (asks?.action === form.action) ask(asks, before);
      else if (!answer.html.includes("hx-swap-oob")) bulbul.tell(bulbul.say("refused"), true);
    } catch {
      bulbul.tell(bulbul.say("failed"), true);
    } finally {
      done = performance.now();
      if (button) button.disabled = false;
    }
  };

  // The button itself asks, for a while; whoever is writing already goes on writing.
  const ask = (form, before) => {
    const button = form.querySelector("button");
    if (!document.activeElement?.matches("textarea, input, select")) button.focus();
    setTimeout(() => {
      if (!form.isConnected) return;
      const held = document.activeElement === button;
      form.replaceWith(before);
      if (held) before.querySelector("button").focus();
    }, ASKED);
  };

  // The form itself may have been swapped away, so its fields are looked up by their names.
  const clear = (form) => {
    for (const field of form.querySelectorAll("input[id]:not([type=hidden])")) {
      const shown = document.getElementById(field.id);
      if (shown) shown.value = "";
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    // Who leaves takes their drafts along: the next one at this screen must not read them.
    if (form.hasAttribute("data-leaves")) sessionStorage.clear();
    if (!form.hasAttribute("data-act")) return;
    event.preventDefault();
    // A second tap lands on the button that has just taken the place of the first; a key cannot.
    const again = pointed && /hand-back$/.test(form.action) && (/claim$/.test(last) || form.elements.sure);
    if (again && performance.now() - done < SETTLED) return;
    last = form.action;
    run(form, event.submitter);
  });

  // A click that a key or a script makes counts no clicks.
  document.addEventListener("click", (event) => { pointed = event.detail > 0; }, { capture: true });

  // What somebody has opened or closed stays so when the piece around it comes anew.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    for (const old of event.detail.target.querySelectorAll("details[id]")) {
      const fresh = event.detail.fragment.querySelector(`#${CSS.escape(old.id)}`);
      if (fresh) fresh.open = old.open;
    }
  });

  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens).showModal();
    if (event.target.matches("dialog[open]")) event.target.close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const chosen = (root.dataset.theme || system) === "dark" ? "light" : "dark";
    root.dataset.theme = chosen;
    localStorage.setItem("theme", chosen);
  });
})();
