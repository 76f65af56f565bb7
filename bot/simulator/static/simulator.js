// Does what is asked, one thing after the other, keeps the thread scrolled, and keeps what is open open.
// The page works without it: forms are posted and the page comes anew.
(() => {
  const scroll = document.getElementById("scroll");
  const field = document.getElementById("text");
  let sending = Promise.resolve();
  let atEnd = true;

  const toEnd = () => { scroll.scrollTop = scroll.scrollHeight; };

  // Each is a request of its own and they wait for one another: a burst stays in order, and what was
  // written before the clock was moved is heard before.
  const send = (form, values) => {
    form.classList.add("busy");
    sending = sending.then(() => post(form.action, values)).catch(() => undefined)
      .finally(() => form.classList.remove("busy"));
    if (values.text) atEnd = true;
  };

  // htmx lets an element make one request at a time, so every message brings its own.
  const post = (address, values) => {
    const source = document.body.appendChild(document.createElement("span"));
    const seen = document.getElementById("seen").value;
    return htmx.ajax("POST", address, { swap: "none", source, values: { ...values, seen } })
      .finally(() => source.remove());
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id === "composer") {
      event.preventDefault();
      const text = field.value;
      if (text.trim()) send(form, { text });
      field.value = "";
      grow();
    } else if (form.hasAttribute("data-sends")) {
      event.preventDefault();
      const given = new FormData(form, event.submitter);
      const values = Object.fromEntries([...given.keys()].map((name) => [name, given.getAll(name)]));
      if (event.submitter.dataset.text) values.text = event.submitter.dataset.text;
      send(form, values);
    }
  });

  const grow = () => {
    const lines = field.value.split("\n").length + Math.floor(field.value.length / 42);
    field.rows = Math.max(1, Math.min(5, lines));
  };
  field.addEventListener("input", grow);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      field.form.requestSubmit();
    }
  });

  scroll.addEventListener("scroll", () => {
    atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;
  });

  // A piece may come twice when two answers cross: the second one takes the place of the first.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const fresh = event.detail.fragment.firstElementChild;
    const old = fresh && fresh.id ? document.getElementById(fresh.id) : null;
    if (!old) return;
    if (old.dataset.touched) {
      fresh.dataset.touched = "yes";
      fresh.open = old.open;
    }
    if (event.detail.target !== old) {
      event.detail.shouldSwap = false;
      old.replaceWith(fresh);
      htmx.process(fresh);
    }
  });
  document.addEventListener("htmx:afterSettle", () => { if (atEnd) toEnd(); });
  document.addEventListener("htmx:oobAfterSwap", () => { if (atEnd) toEnd(); });

  document.addEventListener("click", (event) => {
    const summary = event.target.closest("summary");
    if (summary) summary.parentElement.dataset.touched = "yes";
    const why = event.target.closest("a.why");
    const card = why && document.getElementById(why.hash.slice(1));
    if (card) {
      event.preventDefault();
      card.dataset.touched = "yes";
      card.open = true;
      card.scrollIntoView({ block: "nearest" });
      card.querySelector("summary").focus();
    }
  });

  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const next = (root.dataset.theme || system) === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    localStorage.setItem("theme", next);
  });

  const person = document.querySelector(".person[aria-current]").parentElement;
  const list = person.parentElement;
  list.scrollLeft += person.getBoundingClientRect().left - list.getBoundingClientRect().left
    - (list.clientWidth - person.clientWidth) / 2;
  toEnd();
  if (matchMedia("(min-width: 60rem)").matches) field.focus({ preventScroll: true });
})();
