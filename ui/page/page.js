// Joins the panes in the browser: a citation chosen on the left is shown on the right.
// All text comes ready and escaped from the server; here it is only moved, lit and scrolled to.
// What carries `data-do` tells the server; `data-doc` opens the source; `data-copy` copies.
const briefing = (() => {
  // What to show as soon as the reader holds the right document:
  // {doc, start, end, lit: spans of the same answer, pointers: where one can step to}.
  let wanted = null;
  // More than ever needed: a jump holds after three or four.
  const JUMPS = 20;
  // The element that opened the sheet on a narrow screen, which gets the focus back.
  let opener = null;
  let peek = null;
  let openDocument = () => {};
  let lookAt = () => {};

  // Gradio puts our styles once more behind a path that ends in `.contain`: what says how the page
  // is must stand inside of that.
  const root = () => document.getElementById("frame").parentElement;
  const pane = () => document.getElementById("reader-pane");
  const sheets = () => window.matchMedia("(max-width: 820px)").matches;
  const drawers = () => window.matchMedia("(max-width: 1180px)").matches;
  const stillness = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const spanOf = (pointer) => ({
    doc: pointer.dataset.doc,
    start: Number(pointer.dataset.start),
    end: Number(pointer.dataset.end),
  });
  const same = (one, other) => one.doc === other.doc && one.start === other.start;
  const overlaps = (sentence, span) =>
    Number(sentence.dataset.start) < span.end && Number(sentence.dataset.end) > span.start;

  // The source.

  function show(pointer) {
    const group = pointer.closest(".exchange, .failure, [data-group]") ?? pointer.parentElement;
    const pointers = all("[data-doc][data-start]", group);
    const spans = pointers.map(spanOf);
    const chosen = spanOf(pointer);
    const steps = spans.filter((span, at) => spans.findIndex((one) => same(one, span)) === at);
    wanted = { ...chosen, lit: steps.filter((span) => span.doc === chosen.doc), steps, pointers };
    mark();
    openSheet(pointer);
    reveal();
  }

  function step(by) {
    if (!wanted) {
      const last = all("#conversation .exchange").pop()?.querySelector(".marker[data-doc]");
      if (last) show(last);
      return;
    }
    const at = wanted.steps.findIndex((span) => same(span, wanted));
    const next = wanted.steps[(at + by + wanted.steps.length) % wanted.steps.length];
    wanted = { ...wanted, ...next, lit: wanted.steps.filter((span) => span.doc === next.doc) };
    mark();
    reveal();
  }

  function mark() {
    all("[aria-current=true]").forEach((one) => one.removeAttribute("aria-current"));
    wanted.pointers
      .filter((one) => one.isConnected && same(spanOf(one), wanted))
      .forEach((one) => one.setAttribute("aria-current", "true"));
    address({ doc: wanted.doc, at: `${wanted.start}-${wanted.end}` });
  }

  function reveal() {
    turnTo("text");
    if (!light()) openDocument(wanted.doc);
  }

  // Lights the wanted sentences; false while another document is open.
  function light() {
    const article = document.querySelector("#reader article");
    if (!wanted || !article || article.dataset.docId !== wanted.doc) return false;
    darken();
    const sentences = all(".sentence", article);
    for (const span of wanted.lit) within(sentences, span, (one) => one.classList.add("lit"));
    const chosen = [];
    within(sentences, wanted, (one) => chosen.push(one));
    countSteps();
    if (!chosen.length) return true;
    bring(chosen[0]);
    chosen.forEach((sentence) => sentence.classList.add("chosen", "pulse"));
    return true;
  }

  // Sentences stand in the order of their offsets, so that the first is found by halving.
  function within(sentences, span, act) {
    let low = 0;
    let high = sentences.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Number(sentences[middle].dataset.end) > span.start) high = middle;
      else low = middle + 1;
    }
    while (low < sentences.length && overlaps(sentences[low], span)) act(sentences[low++]);
  }

  // Glides to a near sentence and jumps to a far one. Paragraphs out of sight are not laid out
  // until they are reached, so a jump may land beside its goal: it is repeated until it holds.
  function bring(sentence, jumps = JUMPS) {
    const page = sentence.closest(".reader-page").getBoundingClientRect();
    // Of its paragraph: what is not laid out has no place of its own.
    const paragraph = sentence.closest("article > *");
    const top = paragraph.getBoundingClientRect().top;
    const glide = jumps === JUMPS && Math.abs(top - page.top) < 1.5 * page.height && !stillness();
    sentence.scrollIntoView({ block: "center", behavior: glide ? "smooth" : "instant" });
    const moved = Math.abs(paragraph.getBoundingClientRect().top - top) > 1;
    if (!glide && jumps > 1 && (moved || jumps > JUMPS - 3))
      requestAnimationFrame(() => bring(sentence, jumps - 1));
  }

  function darken() {
    all("#reader .sentence:is(.lit, .chosen)").forEach((sentence) =>
      sentence.classList.remove("lit", "chosen", "pulse"));
  }

  function forget() {
    wanted = null;
    darken();
    countSteps();
    address({ doc: null, at: null });
  }

  function countSteps() {
    const bar = document.querySelector("#reader .steps");
    if (!bar) return;
    bar.hidden = !wanted;
    if (!wanted) return;
    const at = wanted.steps.findIndex((span) => same(span, wanted));
    bar.querySelector(".step-count").textContent = `${at + 1} of ${wanted.steps.length}`;
    all("[data-step]", bar).forEach((one) => (one.disabled = wanted.steps.length < 2));
  }

  // Between the text of the open document and what it says at a glance, which is asked for when
  // it is first looked at.
  function turnTo(name) {
    const doc = document.querySelector("#reader article")?.dataset.docId;
    pane().classList.toggle("at-a-glance", name === "glance");
    const held = document.querySelector("#glance .glance")?.dataset.docId;
    if (name === "glance" && doc && held !== doc) lookAt(doc);
    all("#reader [data-page]").forEach((one) =>
      one.setAttribute("aria-pressed", String(one.dataset.page === name)));
  }

  function openSheet(from) {
    if (!sheets()) return;
    pane().classList.add("open");
    opener = from;
    pane().setAttribute("role", "dialog");
    pane().setAttribute("aria-modal", "true");
    pane().setAttribute("aria-label", "Source");
    document.getElementById("work-pane").inert = true;
    document.querySelector(".close-reader")?.focus({ preventScroll: true });
  }

  function closeSheet() {
    root().classList.remove("chats-open");
    if (!pane().classList.contains("open")) return;
    pane().classList.remove("open");
    ["role", "aria-modal", "aria-label"].forEach((name) => pane().removeAttribute(name));
    document.getElementById("work-pane").inert = false;
    opener?.focus({ preventScroll: true });
    opener = null;
  }

  // The selection and the open chat are the page's address.

  function address(changed) {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(changed)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    if (url.href !== location.href) history.replaceState(null, "", url);
    return url;
  }

  function addressOf(doc, at) {
    const url = new URL(location.origin + location.pathname);
    url.searchParams.set("doc", doc);
    url.searchParams.set("at", at);
    return url.href;
  }

  function wantAddressed() {
    const query = new URLSearchParams(location.search);
    const found = /^(\d{1,9})-(\d{1,9})$/.exec(query.get("at") ?? "");
    if (!query.get("doc") || !found) return;
    const span = { doc: query.get("doc"), start: Number(found[1]), end: Number(found[2]) };
    wanted = { ...span, lit: [span], steps: [span], pointers: [] };
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
    const edge = document.getElementById("work-pane").getBoundingClientRect().right - 12;
    const left = Math.min(at.left - 24, edge - peek.offsetWidth);
    const above = at.top - peek.offsetHeight - 8;
    peek.style.left = `${Math.max(12, left)}px`;
    peek.style.top = `${above > 8 ? above : at.bottom + 8}px`;
  }

  function hidePeek() {
    peek?.remove();
    peek = null;
  }

  function say(message) {
    const note = document.createElement("div");
    note.className = "toast";
    note.setAttribute("role", "status");
    note.textContent = message;
    document.querySelector(".gradio-container").append(note);
    setTimeout(() => note.remove(), 2000);
  }

  function copy(text, message) {
    navigator.clipboard.writeText(text).then(() => say(message), () => say("Copying was refused"));
  }

  function copyLink(button) {
    if (button.dataset.copyLink !== "selection") {
      copy(addressOf(button.dataset.copyLink, button.dataset.at), "Link copied");
    } else if (wanted) {
      copy(addressOf(wanted.doc, `${wanted.start}-${wanted.end}`), "Link copied");
    }
  }

  // What each part of the page does.

  // `data-do` names the event; the form that the button sends, if any, goes along.
  function connectView(element, watch, trigger) {
    watch("value", () => element.querySelector("[autofocus]")?.select());
    const send = (from, form) =>
      trigger(from.dataset.do, { ...from.dataset, ...(form && Object.fromEntries(new FormData(form))) });
    element.addEventListener("click", (event) => {
      const from = event.target.closest("[data-do]");
      if (!from?.matches("button")) return;
      // A thumb shows at once; the conversation is not drawn anew for it.
      if (from.hasAttribute("aria-pressed"))
        all("[aria-pressed]", from.parentElement).forEach((one) => one.ariaPressed = String(one === from));
      send(from);
    });
    element.addEventListener("submit", (event) => {
      if (!event.target.dataset.do) return;
      event.preventDefault();
      send(event.target, event.target);
    });
    element.addEventListener("change", (event) => {
      if (event.target.matches("input[data-do]"))
        trigger(event.target.dataset.do, { ...event.target.dataset, on: event.target.checked ? "yes" : "" });
    });
  }

  // A new question stands at the top of its pane, and its answer grows beneath it.
  function followQuestion(element) {
    let asked = 0;
    let chat = null;
    return () => {
      const exchanges = all(".exchange", element);
      const opened = element.querySelector(".exchanges")?.dataset.chat ?? "";
      if (exchanges.length > asked || exchanges.at(-1)?.ariaBusy === "true" && exchanges.length < asked) {
        const behavior = stillness() || exchanges.length > asked + 1 ? "auto" : "smooth";
        exchanges.at(-1).scrollIntoView({ block: "start", behavior });
      }
      if (chat !== null && !exchanges.length && asked) forget();
      if (wanted) wanted.pointers = exchanges.flatMap((one) => all("[data-doc]", one));
      if (chat !== null || opened) address({ chat: opened });
      [asked, chat] = [exchanges.length, opened];
      hidePeek();
    };
  }

  function connectConversation(element, watch, trigger) {
    connectView(element, watch, trigger);
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
    openDocument = (doc) => trigger("select", { doc });
    lookAt = (doc) => trigger("expand", { doc });
    wantAddressed();
    element.addEventListener("change", (event) => {
      if (!event.target.matches(".chooser")) return;
      forget();
      turnTo("text");
      openDocument(event.target.value);
    });
    watch("value", () => {
      turnTo(pane().classList.contains("at-a-glance") ? "glance" : "text");
      const article = element.querySelector("article");
      const chooser = element.querySelector(".chooser");
      if (article && chooser) chooser.value = article.dataset.docId;
      if (!light()) element.querySelector(".reader-page")?.scrollTo(0, 0);
      else if (!wanted.pointers.length) openSheet(null);
    });
  }

  function jump(start) {
    document.querySelector(`#reader .sentence[data-start="${Number(start)}"]`)
      ?.scrollIntoView({ block: "start", behavior: "instant" });
  }

  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest?.(selector);
    hidePeek();
    all("details.menu[open]").forEach((menu) => {
      if (menu !== on("details.menu") || on(".menu-items button")) menu.open = false;
    });
    if (on("[data-doc][data-start]")) show(on("[data-doc][data-start]"));
    if (on("[data-open]")) {
      forget();
      turnTo("text");
      openDocument(on("[data-open]").dataset.open);
      openSheet(on("[data-open]"));
    }
    if (on("[data-copy]")) copy(on("[data-copy]").dataset.copy, "Copied with footnotes");
    if (on("[data-copy-link]")) copyLink(on("[data-copy-link]"));
    if (on("[data-view]")) document.getElementById(`${on("[data-view]").dataset.view}-view-button`)?.click();
    if (on("[data-page]")) turnTo(on("[data-page]").dataset.page);
    if (on("[data-step]")) step(Number(on("[data-step]").dataset.step));
    if (on("[data-jump]")) jump(on("[data-jump]").dataset.jump);
    if (on(".close-reader")) closeSheet();
    if (on(".chat") || !on("#chats-pane, .chats-toggle")) root().classList.remove("chats-open");
    if (on(".chats-toggle")) root().classList.toggle(drawers() ? "chats-open" : "chats-closed");
  });

  const KEYS = {
    "[": () => step(-1),
    "]": () => step(1),
    "/": () => document.querySelector("#question textarea")?.focus(),
    "?": () => document.querySelector("#keys")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hidePeek();
      all("details.menu[open]").forEach((menu) => (menu.open = false));
      closeSheet();
    } else if (KEYS[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey
        && !event.target.closest("input, textarea, select, [contenteditable]")) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });

  // The server may end while the page is open; when it is back its sessions are new, and the
  // address brings the chat back.
  const HEARTBEAT_MS = 4000;
  let served = null;

  async function feel() {
    if (!document.getElementById("frame")) return;
    try {
      const answer = await fetch("gradio_api/app_id", {
        cache: "no-store",
        signal: AbortSignal.timeout(HEARTBEAT_MS),
      });
      const { app_id: id } = await answer.json();
      if (served !== null && id !== served) location.reload();
      served = id;
      root().classList.remove("offline");
    } catch {
      root().classList.add("offline");
    }
  }
  setInterval(() => document.hidden || feel(), HEARTBEAT_MS);
  document.addEventListener("DOMContentLoaded", feel);

  // Gradio's button gets its address a moment after the event that wrote the file.
  const save = () => setTimeout(() => document.getElementById("download").click(), 100);

  return { connectConversation, connectReader, connectView, save };
})();
window.briefing = briefing;
