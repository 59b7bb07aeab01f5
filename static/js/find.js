/* The search box that answers below itself (WAI-ARIA combobox), and the keys of every page. */
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const typing = (node) => /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) || node.isContentEditable;

  const listOf = (input) => one(".results", input.closest("[data-combo]"));
  const optionsOf = (input) => [...listOf(input).querySelectorAll("[role=option]:not([aria-disabled])")];
  const chosenOf = (input) => one("[aria-selected=true]", listOf(input));

  const choose = (input, option) => {
    optionsOf(input).forEach((each, at) => {
      each.id = `${input.id}-option-${at}`;
      each.setAttribute("aria-selected", String(each === option));
    });
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const close = (input) => {
    listOf(input).replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const fresh = (input) => {
    const answer = one("[data-q]", listOf(input));
    return answer && answer.dataset.q === input.value.trim();
  };
  const step = (input, by) => {
    const options = optionsOf(input);
    if (options.length) choose(input, options[(options.indexOf(chosenOf(input)) + by + options.length) % options.length]);
  };
  // Who types fast and presses Enter means what was typed, not what was found for its beginning.
  const enter = (input, event) => {
    const option = chosenOf(input);
    if (fresh(input) && option) { event.preventDefault(); option.click(); }
  };
  const keys = {
    ArrowDown: (input, event) => { event.preventDefault(); step(input, 1); },
    ArrowUp: (input, event) => { event.preventDefault(); step(input, -1); },
    Enter: enter,
    Escape: (input, event) => { if (listOf(input).firstChild) { event.preventDefault(); close(input); } },
    Tab: close,
  };

  document.addEventListener("htmx:afterSwap", (event) => {
    const combo = event.target.closest && event.target.closest("[data-combo]");
    if (!combo) return;
    const input = one("[role=combobox]", combo);
    if (document.activeElement !== input) { close(input); return; }
    input.setAttribute("aria-expanded", "true");
    // Enter takes the best of what is there; to create is chosen first only when there is nothing else.
    const options = optionsOf(input);
    choose(input, options.find((option) => !option.matches(".new")) || options[0]);
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches("[role=combobox]") && !event.target.value.trim()) close(event.target);
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("[role=combobox]").forEach((input) => {
      if (!input.closest("[data-combo]").contains(event.target)) close(input);
    });
  });

  // Single keys can be switched off (WCAG 2.1.4); Ctrl+K and the keys inside the box stay.
  const kept = () => { try { return localStorage.getItem("keys") !== "off"; } catch { return true; } };
  const keep = (on) => { try { localStorage.setItem("keys", on ? "on" : "off"); } catch { /* private window */ } };
  const box = one("[data-keys-switch]");
  if (box) {
    box.checked = kept();
    box.addEventListener("change", () => keep(box.checked));
  }

  const find = () => {
    const input = [...document.querySelectorAll("[role=combobox]")].find((each) => each.offsetParent);
    if (input) { input.focus(); input.select(); return; }
    const page = one("[data-find]");
    if (page) page.click();
  };
  const row = (by) => {
    const rows = [...document.querySelectorAll("main a.row")].filter((each) => each.offsetParent);
    const next = rows[Math.max(0, rows.indexOf(document.activeElement) + by)];
    if (next) next.focus();
  };
  const sheet = one("#keys");
  let before = "";
  const single = (event) => {
    const said = before === "g" ? `g ${event.key}` : event.key;
    before = event.key;
    const link = sheet && one(`[data-key="${CSS.escape(said)}"]`, sheet);
    if (link) link.click();
    else if (event.key === "/") find();
    else if (event.key === "?" && sheet) sheet.showModal();
    else if (event.key === "j" || event.key === "k") row(event.key === "j" ? 1 : -1);
    else return;
    event.preventDefault();
  };

  document.addEventListener("keydown", (event) => {
    const input = event.target;
    if (input.matches && input.matches("[role=combobox]") && keys[event.key]) { keys[event.key](input, event); return; }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); find(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(input) || one("dialog[open]") || !kept()) return;
    single(event);
  });
})();
