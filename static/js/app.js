/* Small helps; every page works without them. */
(() => {
  const on = (name, act) => document.addEventListener(name, act);
  const one = (selector) => document.querySelector(selector);

  // A second press of the same button would send twice. A download leaves the page standing, so it wakes up again.
  on("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (form.method !== "post" || form.hasAttribute("data-again")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => { if (button) { button.disabled = true; button.setAttribute("aria-busy", "true"); } }, 0);
    setTimeout(() => wake(form), 8000);
  });
  const wake = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => { button.disabled = false; button.removeAttribute("aria-busy"); });
  };
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(wake));

  // After a refused form the reader's place is the summary.
  const problems = one(".problems");
  if (problems) problems.focus();

  on("keydown", (event) => {
    if (event.key === "Escape") closeMenus();
  });

  // Menus are <details>: they open by themselves, and close when the eye has left.
  const closeMenus = (but) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu === but) return;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  });

  const acts = {
    fill: (node) => {
      const target = document.getElementById(node.dataset.fill);
      target.value = node.dataset.text;
      target.dispatchEvent(new Event("change", { bubbles: true }));
      target.focus();
    },
    copy: (node) => navigator.clipboard && navigator.clipboard.writeText(node.dataset.copy)
      .then(() => { node.textContent = node.dataset.done; }),
    // A link to a page of its own opens the dialog that says the same.
    dialog: (node, event) => {
      const dialog = document.getElementById(node.dataset.dialog);
      if (!dialog || !dialog.showModal) return;
      event.preventDefault();
      dialog.showModal();
    },
    print: () => window.print(),
  };
  const invokers = "commandForElement" in HTMLButtonElement.prototype;

  on("click", (event) => {
    const node = event.target;
    for (const name of Object.keys(acts)) {
      const source = node.closest(`[data-${name}]`);
      if (source) acts[name](source, event);
    }
    // Browsers before 2025 do not know command="show-modal".
    const button = !invokers && node.closest("button[commandfor]");
    if (button) {
      const dialog = document.getElementById(button.getAttribute("commandfor"));
      if (button.getAttribute("command") === "close") dialog.close(); else dialog.showModal();
    }
    if (node.tagName === "DIALOG") node.close();
    closeMenus(node.closest("details.menu"));
  });

  // Waiting pages ask again by themselves.
  const waiting = one("[data-reload]");
  if (waiting) {
    const again = setTimeout(() => location.reload(), Number(waiting.dataset.reload) * 1000);
    // A reload would overtake what was just pressed.
    on("submit", () => clearTimeout(again));
  }

  // What was typed stays; the notice says that it was not sent.
  const lost = (shown) => () => { const place = one("#lost"); if (place) place.hidden = !shown; };
  on("htmx:sendError", lost(true));
  on("htmx:responseError", lost(true));
  on("htmx:afterOnLoad", lost(false));
  window.addEventListener("offline", lost(true));
  window.addEventListener("online", lost(false));
})();
