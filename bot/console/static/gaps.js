// What fills a template: the fields of the chosen one, and what the contact will read.
(() => {
  const template = document.getElementById("template");
  if (!template) return;
  const own = document.getElementById("language");
  const all = [...document.querySelectorAll(".gaps")];
  const language = () => own?.value ?? template.selectedOptions[0].dataset.language;
  // On the page "Write first" the name has a field of its own.
  const fieldOf = (id) => document.getElementById(id) ?? document.getElementById("name");
  const shown = (field) => field.value.trim() || `[${field.labels[0].textContent.trim()}]`;

  const show = () => {
    for (const one of all) {
      one.hidden = one.dataset.template !== template.value || one.dataset.language !== language();
      // What is not sent must not hold a free text back.
      one.disabled = one.hidden || (document.getElementById("window")?.dataset.answer ?? "template") !== "template";
      for (const field of one.querySelectorAll("input")) field.required = true;
      const said = one.querySelector(".said");
      if (!said) continue;
      const fields = said.dataset.gaps.split(" ");
      said.textContent = said.dataset.text.replace(/\{\{\s*(\d+)\s*\}\}/g, (gap, number) => shown(fieldOf(fields[number - 1])));
    }
  };
  template.form.addEventListener("input", show);
  template.form.addEventListener("change", show);
  template.form.addEventListener("reset", () => setTimeout(show));
  document.addEventListener("bulbul:news", show);
  show();
})();
