// Joins the two panes in the browser: a citation clicked on the left is shown on the right.
// All text comes ready and escaped from the server; here it is only moved, lit and scrolled to.
const briefing = (() => {
  // What to show as soon as the reader holds the right document: {doc, start, end, lit}.
  let wanted = null;
  // The element that opened the sheet on a narrow screen, which gets the focus back.
  let opener = null;
  let peek = null;

  const pane = () => document.getElementById("reader-pane");
  const sheets = () => window.matchMedia("(max-width: 820px)").matches;
  const stillness = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  const spanOf = (pointer) => ({
    doc: pointer.dataset.doc,
    start: Number(pointer.dataset.start),
    end: Number(pointer.dataset.end),
  });

  const overlaps = (sentence, span) =>
    Number(sentence.dataset.start) < span.end && Number(sentence.dataset.end) > span.start;

  function show(pointer, trigger) {
    const all = [...pointer.closest(".exchange").querySelectorAll("[data-doc]")].map(spanOf);
    const chosen = spanOf(pointer);
    wanted = { ...chosen, lit: all.filter((span) => span.doc === chosen.doc) };
    document.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    pointer.setAttribute("aria-current", "true");
    openSheet(pointer);
    if (!light()) trigger("select", { doc: chosen.doc });
  }

  // Lights the wanted sentences; false while another document is open.
  function light() {
    const article = document.querySelector("#reader article");
    if (!wanted || !article || article.dataset.docId !== wanted.doc) return false;
    const chosen = [];
    for (const sentence of article.querySelectorAll(".sentence")) {
      const isChosen = overlaps(sentence, wanted);
      sentence.classList.toggle("lit", wanted.lit.some((span) => overlaps(sentence, span)));
      sentence.classList.toggle("chosen", isChosen);
      sentence.classList.remove("pulse");
      if (isChosen) chosen.push(sentence);
    }
    if (!chosen.length) return true;
    bring(chosen[0]);
    // The animation restarts only if the style was computed without it in between.
    void chosen[0].offsetWidth;
    chosen.forEach((sentence) => sentence.classList.add("pulse"));
    return true;
  }

  // Glides to a near sentence and jumps to a far one. Paragraphs out of sight are not laid out
  // until they are reached, so a jump may land beside its goal: it is repeated for a few frames.
  function bring(sentence, jumps = 4) {
    const page = sentence.closest(".reader-page").getBoundingClientRect();
    const distance = Math.abs(sentence.getBoundingClientRect().top - page.top);
    const glide = jumps === 4 && distance < 1.5 * page.height && !stillness();
    sentence.scrollIntoView({ block: "center", behavior: glide ? "smooth" : "instant" });
    if (!glide && jumps > 1) requestAnimationFrame(() => bring(sentence, jumps - 1));
  }

  function darken() {
    wanted = null;
    const lit = document.querySelectorAll("#reader .sentence:is(.lit, .chosen)");
    lit.forEach((sentence) => sentence.classList.remove("lit", "chosen", "pulse"));
  }

  function openSheet(from) {
    pane().classList.add("open");
    if (!sheets()) return;
    opener = from;
    pane().setAttribute("role", "dialog");
    pane().setAttribute("aria-modal", "true");
    pane().setAttribute("aria-label", "Source");
    document.getElementById("conversation-pane").inert = true;
    document.querySelector(".close-reader")?.focus({ preventScroll: true });
  }

  function closeSheet() {
    if (!sheets() || !pane().classList.contains("open")) return;
    pane().classList.remove("open");
    ["role", "aria-modal", "aria-label"].forEach((name) => pane().removeAttribute(name));
    document.getElementById("conversation-pane").inert = false;
    opener?.focus({ preventScroll: true });
    opener = null;
  }

  // The quote beside a marker, above it where there is room.
  function showPeek(marker) {
    hidePeek();
    peek = document.createElement("div");
    peek.className = "peek";
    peek.setAttribute("role", "tooltip");
    for (const name of ["quote", "where"]) {
      const line = document.createElement("span");
      line.className = name;
      line.textContent = marker.dataset[name];
      peek.append(line);
    }
    document.querySelector(".gradio-container").append(peek);
    const at = marker.getBoundingClientRect();
    const edge = marker.closest(".exchange").getBoundingClientRect().right;
    const left = Math.min(at.left - 24, edge - peek.offsetWidth);
    const above = at.top - peek.offsetHeight - 8;
    peek.style.left = `${Math.max(12, left)}px`;
    peek.style.top = `${above > 8 ? above : at.bottom + 8}px`;
  }

  function hidePeek() {
    peek?.remove();
    peek = null;
  }

  // A new question stands at the top of its pane, and its answer grows beneath it.
  function followQuestion(element) {
    let asked = 0;
    return () => {
      const exchanges = element.querySelectorAll(".exchange");
      if (exchanges.length > asked) {
        const newest = exchanges[exchanges.length - 1];
        newest.scrollIntoView({ block: "start", behavior: stillness() ? "auto" : "smooth" });
      }
      if (!exchanges.length) darken();
      asked = exchanges.length;
      hidePeek();
    };
  }

  function connectConversation(element, watch, trigger) {
    element.addEventListener("click", (event) => {
      const pointer = event.target.closest("[data-doc]");
      const example = event.target.closest("[data-ask]");
      hidePeek();
      if (pointer) show(pointer, trigger);
      if (example) trigger("submit", { question: example.dataset.ask });
    });
    for (const [on, off] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
      element.addEventListener(on, (event) => {
        const marker = event.target.closest("[data-quote]");
        if (marker?.matches(":hover, :focus-visible")) showPeek(marker);
      });
      element.addEventListener(off, hidePeek);
    }
    document.getElementById("conversation").addEventListener("scroll", hidePeek);
    watch("value", followQuestion(element));
  }

  function connectReader(element, watch, trigger) {
    element.addEventListener("click", (event) => {
      if (event.target.closest(".close-reader")) closeSheet();
    });
    element.addEventListener("change", (event) => {
      if (!event.target.matches(".chooser")) return;
      wanted = null;
      trigger("select", { doc: event.target.value });
    });
    watch("value", () => {
      const article = element.querySelector("article");
      const chooser = element.querySelector(".chooser");
      if (article && chooser) chooser.value = article.dataset.docId;
      if (!light()) element.querySelector(".reader-page").scrollTo(0, 0);
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    hidePeek();
    closeSheet();
  });

  return { connectConversation, connectReader };
})();
window.briefing = briefing;
