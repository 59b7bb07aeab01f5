/* Lines of a form by keyboard and mouse: add, move, remove with undo, fill from the catalogue. The buttons work
   without this file, too: they post the form. */
(() => {
  const place = document.querySelector("[data-lines]");
  if (!place) return;
  const form = place.closest("form");
  const lines = () => [...place.querySelectorAll(".line-edit")];
  const inputs = (line) => [...line.querySelectorAll("input:not([type=hidden]), select")];
  const changed = () => form.dispatchEvent(new Event("change", { bubbles: true }));

  // Names and ids carry the line's place, so they are written anew whenever a line moves.
  const number = () => {
    lines().forEach((line, at) => {
      line.querySelectorAll("[name^=line-]").forEach((node) => { node.name = node.name.replace(/\d+/, at); });
      line.querySelectorAll("[data-n]").forEach((node) => {
        for (const key of ["id", "htmlFor", "value"]) if (node.dataset.n === key) node[key] = node[key].replace(/\d+$/, at);
      });
    });
    lines().forEach((line, at) => {
      const summary = line.querySelector("summary");
      summary.setAttribute("aria-label", summary.getAttribute("aria-label").replace(/\d+/, at + 1));
    });
    form.elements["line-count"].value = lines().length;
    changed();
  };

  const clear = (line) => line.querySelectorAll("input, select").forEach((box) => {
    box.value = /-quantity$/.test(box.name) ? "1" : "";
    box.closest(".bad")?.classList.remove("bad");
  });

  const add = () => {
    const line = lines().at(-1).cloneNode(true);
    line.classList.remove("made");
    clear(line);
    line.querySelectorAll(".wrong, .evidence").forEach((node) => node.remove());
    line.querySelectorAll("output").forEach((node) => { node.textContent = ""; });
    line.querySelectorAll("details").forEach((node) => { node.open = false; });
    place.append(line);
    number();
    inputs(line)[0].focus();
  };

  const move = (line, step) => {
    const other = step < 0 ? line.previousElementSibling : line.nextElementSibling;
    if (!other) return;
    // A node that is moved loses the focus.
    const held = document.activeElement;
    if (step < 0) other.before(line); else other.after(line);
    number();
    (line.contains(held) ? held : inputs(line)[0]).focus();
  };

  const undo = document.getElementById("undo");
  let gone = null;
  const remove = (line) => {
    if (lines().length === 1) { clear(line); inputs(line)[0].focus(); return changed(); }
    gone = { line, before: line.nextElementSibling };
    line.remove();
    number();
    undo.hidden = false;
    undo.querySelector("button").focus();
  };

  const acts = { add, up: (line) => move(line, -1), down: (line) => move(line, 1), remove };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=act]");
    if (!button) return;
    event.preventDefault();
    const line = button.closest(".line-edit");
    const menu = button.closest("details");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    acts[button.value.split(":")[0]](line);
  });
  undo.addEventListener("click", () => {
    if (!gone) return;
    place.insertBefore(gone.line, gone.before);
    inputs(gone.line)[0].focus();
    gone = null;
    undo.hidden = true;
    number();
  });

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.querySelector(".primary").click();
      return;
    }
    const line = event.target.closest(".line-edit");
    if (!line || !/^(INPUT|SELECT)$/.test(event.target.tagName)) return;
    if (event.altKey && /^Arrow(Up|Down)$/.test(event.key)) {
      event.preventDefault();
      move(line, event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "Enter") {
      // Enter goes on to the next box; from the last one of the last line to a new line.
      event.preventDefault();
      const all = lines().flatMap(inputs);
      const next = all[all.indexOf(event.target) + 1];
      if (next) next.focus(); else add();
    }
  });

  // Whoever leaves before the next save by itself takes nothing away: what was typed goes to the same address.
  // Browsers let go some 60 KB behind a page that closes; for more, and where nothing saves by itself, they ask.
  const keep = document.getElementById("keep");
  const MOST = 60000;
  let unsaved = false;
  const typed = () => new URLSearchParams(new FormData(form));
  const goesAlong = () => keep && typed().toString().length < MOST;
  const leave = () => {
    if (!unsaved || !goesAlong()) return;
    unsaved = false;
    fetch(keep.getAttribute("hx-post"), { method: "POST", body: typed(), keepalive: true })
      .then((answer) => { if (!answer.ok) unsaved = true; }, () => { unsaved = true; });
  };
  if (form.id === "editor") {
    for (const what of ["input", "change"]) form.addEventListener(what, () => { unsaved = true; });
    form.addEventListener("submit", () => { unsaved = false; });
    keep?.addEventListener("htmx:beforeRequest", () => { unsaved = false; });
    keep?.addEventListener("htmx:afterRequest", (event) => { if (!event.detail.successful) unsaved = true; });
    document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
    addEventListener("pagehide", leave);
    addEventListener("beforeunload", (event) => { if (unsaved && !goesAlong()) event.preventDefault(); });
  }

  // An item of the catalogue brings its unit, rate, tax and code into the boxes that are still empty.
  form.addEventListener("change", (event) => {
    const node = event.target;
    if (!/-description$/.test(node.name || "")) return;
    const known = [...document.querySelectorAll("#items option")].find((option) => option.value === node.value);
    if (!known) return;
    for (const field of ["unit", "rate", "tax_rate", "hsn"]) {
      const box = form.elements[node.name.replace("description", field)];
      if (box && !box.value && known.dataset[field.replace("_r", "R")]) box.value = known.dataset[field.replace("_r", "R")];
    }
  });
})();
