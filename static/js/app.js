/* Small helps; every page works without them. */
(() => {
  const typing = (node) => /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) || node.isContentEditable;

  // A second press of the same button would send twice.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || button.dataset.again !== undefined) return;
    setTimeout(() => { button.disabled = true; setTimeout(() => { button.disabled = false; }, 8000); }, 0);
  });

  // After a refused form the reader's place is the summary.
  const problems = document.querySelector(".problems");
  if (problems) problems.focus();

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !typing(event.target) && !event.ctrlKey && !event.metaKey) {
      const find = document.querySelector("input[type=search]");
      if (find) { event.preventDefault(); find.focus(); find.select(); }
    }
  });

  document.addEventListener("click", (event) => {
    const fill = event.target.closest("[data-fill]");
    if (fill) {
      const target = document.getElementById(fill.dataset.fill);
      target.value = fill.dataset.text;
      target.focus();
    }
    const copy = event.target.closest("[data-copy]");
    if (copy && navigator.clipboard) {
      navigator.clipboard.writeText(copy.dataset.copy).then(() => { copy.textContent = copy.dataset.done; });
    }
    const drop = event.target.closest("[data-drop]");
    if (drop) {
      const line = drop.closest(".line-edit");
      line.querySelectorAll("input").forEach((input) => { input.value = ""; });
      line.hidden = true;
      line.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });

  // Waiting pages ask again by themselves.
  const seconds = document.querySelector("[data-reload]");
  if (seconds) setTimeout(() => location.reload(), Number(seconds.dataset.reload) * 1000);

  const lost = (event) => {
    const place = document.getElementById("lost");
    if (place) place.hidden = false;
    event.preventDefault();
  };
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:responseError", lost);
})();
