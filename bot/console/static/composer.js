// The box one writes in. A text is sent exactly once: each has a key, a retry carries the same key,
// and the key is kept with the draft, so that not even a reload in the middle sends it again.
(() => {
  const PAUSES = [1000, 3000];
  const TYPING = 5000;
  const contact = document.body.dataset.contact;
  const box = document.getElementById("composer");
  const key = document.getElementById("key");
  const reply = { form: document.getElementById("reply"), field: document.getElementById("reply-text") };
  const note = { form: document.getElementById("note"), field: document.getElementById("note-text") };
  const template = document.getElementById("template");
  let typed = -TYPING;

  const answer = () => document.getElementById("window").dataset.answer;
  const freshKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");
  const currentKey = () => document.getElementById("key")?.value || "";
  const wait = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

  // Of this agent alone: the next one at this screen must not read it.
  const place = (kind) => `bulbul:draft:${document.body.dataset.agent}:${contact}:${kind}`;
  const recall = (kind) => JSON.parse(sessionStorage.getItem(place(kind)) || "{}");
  const keep = (kind, change) => {
    const draft = { ...recall(kind), ...change };
    if (draft.text || draft.tried) sessionStorage.setItem(place(kind), JSON.stringify(draft));
    else sessionStorage.removeItem(place(kind));
  };

  // The same content that was tried before goes out under the key it had then; anything else is new.
  const keyFor = (kind, content) => {
    const { tried, key: old } = recall(kind);
    if (tried === content && old) return old;
    const fresh = kind === "reply" && !tried && currentKey() ? currentKey() : freshKey();
    keep(kind, { tried: content, key: fresh });
    return fresh;
  };

  // A colleague who takes over while somebody writes takes the answer, not what is written.
  const mayWrite = (one) => one !== reply || answer() !== "none";
  const settle = (one) => {
    const busy = Boolean(one.form.dataset.busy);
    one.field.readOnly = busy || (one === reply && answer() !== "free");
    one.form.querySelector(".send").disabled = busy || !mayWrite(one);
  };

  const content = (one) => {
    if (!mayWrite(one)) return null;
    const base = { csrf_token: one.form.elements.csrf_token.value };
    if (one === reply && answer() === "template") {
      const chosen = template?.selectedOptions[0];
      const gaps = Object.fromEntries([...one.form.querySelectorAll(".gaps:enabled input")].map((gap) => [gap.name, gap.value]));
      return chosen ? { ...base, ...gaps, template: chosen.value, language: chosen.dataset.language } : null;
    }
    return one.field.value.trim() ? { ...base, text: one.field.value } : null;
  };

  // Three tries. An answer of the server, also a refusal, ends them; silence and its own faults do not.
  const post = async (address, values) => {
    for (const pause of [...PAUSES, null]) {
      try {
        const got = await bulbul.act(address, values);
        if (got.status < 500) return got;
      } catch { /* No answer: the next try tells whether it had arrived. */ }
      if (pause === null) return null;
      bulbul.tell(bulbul.say("again"));
      await wait(pause);
    }
    return null;
  };

  const send = async (kind, one) => {
    const values = content(one);
    if (!values || one.form.dataset.busy) return;
    const before = currentKey();
    values.key = keyFor(kind, values.text ?? JSON.stringify({ ...values, csrf_token: "" }));
    lock(one, true);
    bulbul.tell(bulbul.say("sending"));
    const got = await post(one.form.action, values);
    lock(one, false);
    finish(kind, one, got, currentKey() !== before, values);
  };
  const lock = (one, busy) => {
    if (busy) one.form.dataset.busy = "yes";
    else delete one.form.dataset.busy;
    settle(one);
  };
  // A new key is the server's receipt.
  const finish = (kind, one, got, taken, values) => {
    const notice = document.getElementById("notice");
    if (got?.ok && (taken || !key)) {
      // A template goes out beside a draft, which stays until it can be sent.
      if (!values.template) one.field.value = "";
      for (const gap of one.form.querySelectorAll(".gaps input")) gap.value = gap.defaultValue;
      keep(kind, { text: one.field.value, tried: undefined, key: undefined });
      if (notice.textContent === bulbul.say("sending") || notice.textContent === bulbul.say("again")) bulbul.tell("");
      bulbul.toEnd();
    } else if (!got) bulbul.tell(bulbul.say("unsent"), true);
    else if (!got.html.includes("id=\"notice\"")) bulbul.tell(bulbul.say("refused"), true);
    grow(one.field);
    typed = -TYPING;
    // Whoever has told colleagues goes on with the contact.
    if (kind === "note" && got?.ok && answer() !== "none") bulbul.write(reply.field);
    else one.field.focus();
  };

  const grow = (field) => {
    field.rows = 1;
    const line = parseFloat(getComputedStyle(field).lineHeight);
    field.rows = Math.max(1, Math.min(8, Math.round((field.scrollHeight - 20) / line)));
  };

  const prepare = (kind, one) => {
    if (!one.form) return;
    if (!one.field.value) one.field.value = recall(kind).text || "";
    grow(one.field);
    one.form.addEventListener("submit", (event) => { event.preventDefault(); send(kind, one); });
    one.field.addEventListener("input", () => {
      keep(kind, { text: one.field.value });
      typed = performance.now();
      grow(one.field);
    });
  };
  const onEnter = (one) => one.field?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (!one.field.readOnly) one.form.requestSubmit();
  });
  prepare("reply", reply);
  prepare("note", note);
  document.addEventListener("bulbul:news", () => settle(reply));
  settle(reply);

  // A draft that cannot be sent any more may still help whoever answers.
  document.getElementById("to-note")?.addEventListener("click", () => {
    note.field.value = [note.field.value, reply.field.value].filter(Boolean).join("\n");
    reply.field.value = "";
    keep("note", { text: note.field.value });
    sessionStorage.removeItem(place("reply"));
    grow(note.field);
    bulbul.write(note.field);
  });

  const canned = bulbul.picker(reply.field, document.getElementById("canned-list"), {
    wanted: (field) => (field.value.startsWith("/") ? field.value.slice(1) : null),
    take: (field, text) => { field.value = field.value.startsWith("/") || !field.value ? text : `${field.value} ${text}`; },
  });
  const AT = /(^|\s)@([\w.-]*)$/;
  if (note.field) bulbul.picker(note.field, document.getElementById("colleague-list"), {
    wanted: (field) => AT.exec(field.value.slice(0, field.selectionStart))?.[2] ?? null,
    take: (field, text) => {
      const start = field.value.slice(0, field.selectionStart).replace(AT, `$1${text}`);
      const rest = field.value.slice(field.selectionStart);
      field.value = start + rest;
      field.setSelectionRange(start.length, start.length);
    },
  });
  document.getElementById("open-canned")?.addEventListener("click", () => {
    bulbul.write(reply.field);
    if (answer() === "free") canned.open();
  });
  // After the pickers, so that their Enter takes a line of the list and sends nothing.
  onEnter(reply);
  onEnter(note);
  template?.addEventListener("change", () => {
    document.getElementById("template-language").value = template.selectedOptions[0].dataset.language;
  });

  // Who wants to write gets the right box: a reply or a note, a text or a template.
  bulbul.write = (field) => {
    const mode = document.getElementById(field === note.field ? "mode-note" : "mode-reply");
    if (mode) mode.checked = true;
    if (field === reply.field && answer() === "template") template?.focus();
    else field.focus();
  };
  box.addEventListener("change", (event) => {
    if (event.target.name === "mode") bulbul.write(event.target.value === "note" ? note.field : reply.field);
  });
  // Whoever has the page behind another one does not look at it.
  bulbul.extra = () => ({
    typing: performance.now() - typed < TYPING ? "1" : "0",
    hidden: document.hidden ? "1" : "0",
  });
})();
