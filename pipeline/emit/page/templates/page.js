"use strict";
// The page works without this script: it only hides, sorts and copies what is there as HTML.
(() => {
  const byId = (id) => document.getElementById(id);
  const folding = JSON.parse(byId("folding").textContent);
  const form = byId("ask"), box = byId("q"), told = byId("told"), listed = byId("listed"), sorted = byId("sorted");
  const views = [...document.querySelectorAll(".view")];
  for (const view of views) view.style.scrollMarginTop = "100vh"; // a view begins below the tabs, which stay in sight
  const tabs = [...document.querySelectorAll("nav a")];

  // ---- folding: the same words as in Python's `fold_plain` --------------------------------------------------------

  const accents = new RegExp(folding.accents, "g");
  const apostrophes = new RegExp(`[${folding.apostrophes}]`, "g");
  const spelt = new RegExp(`[${Object.keys(folding.spelt).join("")}]`, "g");
  const betweenWords = /[^\p{L}\p{N}]+/gu;
  const notAscii = /[^\x00-\x7f]/;

  // Upper case between two lower ones is full case folding, but for Cherokee, which folds to upper case.
  const caseless = (text) =>
    text.toLowerCase().toUpperCase().toLowerCase().replace(/\p{Script=Cherokee}/gu, (letter) => letter.toUpperCase());

  function fold(text) {
    const plain = notAscii.test(text)
      ? caseless(text.normalize("NFKC")).normalize("NFKD").replace(accents, "").normalize("NFC")
      : text.toLowerCase();
    return plain.replace(apostrophes, "").replace(spelt, (letter) => folding.spelt[letter])
      .replace(betweenWords, " ").trim();
  }

  // ---- what there is ----------------------------------------------------------------------------------------------

  const numberOf = (text) => (text === "" ? -1 : Number(text));
  const groups = [...listed.querySelectorAll(".group")].map((node) => ({ node, shown: 0 }));
  const groupOf = new Map(groups.map((group) => [group.node, group]));
  for (const { node } of groups) node.style.containIntrinsicBlockSize = `auto ${11 * node.childElementCount}rem`;
  const papers = [...listed.querySelectorAll("article")].map((node, place) => {
    const { section, venue, year, citations, rate, has } = node.dataset;
    return {
      node, place, group: groupOf.get(node.parentNode), shown: true, hidden: false,
      sections: section.split(" "), venue, year, code: has.includes("code"), pdf: has.includes("pdf"),
      by: { year: numberOf(year), citations: numberOf(citations), rate: numberOf(rate) },
    };
  });

  // Which papers hold a word. A word that is typed in part is looked for in these words and not in all the texts,
  // which finds the same, for no word asked for holds a space.
  const holders = new Map();

  function readWords(paper) {
    let text = paper.node.dataset.words || "";
    for (const part of paper.node.getElementsByClassName("f")) text += `\n${part.textContent}`;
    for (const word of new Set(fold(text).split(" "))) {
      const places = holders.get(word);
      if (places) places.push(paper.place);
      else holders.set(word, [paper.place]);
    }
  }

  function holding(asked) {
    const found = new Uint8Array(papers.length);
    for (const [word, places] of holders) if (word.includes(asked)) for (const place of places) found[place] = 1;
    return found;
  }

  // Texts are read in slices, so that a long list answers the keyboard meanwhile.
  let read = 0;
  function readOn() {
    const until = performance.now() + 12;
    while (read < papers.length && performance.now() < until) readWords(papers[read++]);
    if (read < papers.length) setTimeout(readOn);
    else if (box.value) apply();
  }

  // ---- what is asked for ------------------------------------------------------------------------------------------

  const within = (section, wanted) => section === wanted || section.startsWith(`${wanted}/`);

  function fits(paper, asked, found) {
    return (!asked.venue || paper.venue === asked.venue)
      && (!asked.year || paper.year === asked.year)
      && (!asked.code || paper.code)
      && (!asked.pdf || paper.pdf)
      && (!asked.section || paper.sections.some((section) => within(section, asked.section)))
      && found.every((holds) => holds[paper.place]);
  }

  function asking() {
    return Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
  }

  function apply() {
    const asked = asking();
    const found = fold(asked.q || "").split(" ").filter(Boolean).map(holding);
    let number = 0;
    for (const paper of papers) number += paper.shown = fits(paper, asked, found);
    order(asked.sort || "");
    showGroups();
    for (const paper of papers) {
      if (paper.hidden === !paper.shown || (ordered === "" && paper.group.shown === 0)) continue; // hidden with its group
      paper.hidden = paper.node.hidden = !paper.shown;
    }
    const all = `${papers.length.toLocaleString("en")} ${papers.length === 1 ? "paper" : "papers"}`;
    const reading = found.length && read < papers.length ? " so far; still reading" : "";
    told.textContent = (number === papers.length ? all : `${number.toLocaleString("en")} of ${all}`) + reading;
    byId("nothing").hidden = number > 0 || papers.length === 0;
    byId("reset").disabled = Object.keys(asked).length === 0;
  }

  function showGroups() {
    for (const group of groups) group.shown = 0;
    for (const paper of papers) paper.group.shown += paper.shown;
    for (const group of groups) if (group.node.hidden !== (group.shown === 0)) group.node.hidden = group.shown === 0;
  }

  // ---- in which order ---------------------------------------------------------------------------------------------

  let ordered = "";
  function order(by) {
    if (by === ordered) return;
    ordered = by;
    const inOrder = by ? [...papers].sort((one, other) => other.by[by] - one.by[by] || one.place - other.place) : papers;
    if (by) sorted.append(...inOrder.map((paper) => paper.node));
    else for (const paper of inOrder) paper.group.node.append(paper.node);
    byId("order").textContent = form.elements.sort.selectedOptions[0].text;
    sorted.hidden = by === "";
    listed.hidden = by !== "";
  }

  // ---- the address bar --------------------------------------------------------------------------------------------

  function show(name) {
    for (const view of views) view.hidden = view.id !== name;
    for (const tab of tabs) {
      if (tab.hash === `#${name}`) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
  }

  function remember() {
    const state = new URLSearchParams(asking()).toString();
    history.replaceState(null, "", `#${state || "papers"}`);
  }

  function fill(state) {
    for (const field of form.elements) {
      if (!field.name) continue;
      const value = state.get(field.name) || "";
      if (field.type === "checkbox") field.checked = value === "1";
      else field.value = value;
      if (field.selectedIndex === -1) field.value = ""; // a venue or section that is no longer listed
    }
    apply();
  }

  function goToPaper(paper) {
    if (!paper.shown) fill(new URLSearchParams());
    show("papers");
    paper.node.tabIndex = -1;
    paper.node.focus({ preventScroll: true });
    paper.node.scrollIntoView();
  }

  function route() {
    const hash = location.hash.slice(1);
    const node = hash.startsWith("p-") && byId(decodeURIComponent(hash));
    if (node) goToPaper(papers.find((paper) => paper.node === node));
    else if (hash.includes("=")) {
      show("papers");
      fill(new URLSearchParams(hash));
    } else {
      show(views.some((view) => view.id === hash) ? hash : "papers");
      apply();
    }
  }

  // ---- what people do ---------------------------------------------------------------------------------------------

  let remembering = 0;
  const changed = () => {
    apply();
    clearTimeout(remembering);
    remembering = setTimeout(remember, 250); // not with each key: a new address costs the browser more than the search
  };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    changed();
    box.focus();
  }));
  addEventListener("hashchange", route);

  for (const tab of tabs) {
    tab.addEventListener("click", (event) => {
      if (tab.hash !== "#papers") return;
      event.preventDefault(); // back to the papers as they were asked for
      show("papers");
      remember();
    });
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      show("papers");
      box.focus();
      box.select();
    } else if (event.key === "Escape" && event.target === box && box.value) {
      event.preventDefault();
      box.value = "";
      changed();
    }
  });

  // The button comes when an entry is opened: most never are.
  document.addEventListener("toggle", (event) => {
    const details = event.target;
    if (!details.matches(".cite") || details.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy BibTeX";
    details.querySelector("summary").after(button);
  }, true);

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".copy");
    if (button) copy(button);
    const cell = event.target.closest("rect[data-venue]");
    if (cell) location.hash = new URLSearchParams({ venue: cell.dataset.venue, year: cell.dataset.year });
  });

  async function copy(button) {
    const entry = button.parentNode.querySelector("pre");
    const done = await copied(entry);
    button.textContent = done ? "Copied" : "Selected: press Ctrl+C";
    told.textContent = done ? "BibTeX copied" : "BibTeX selected";
    setTimeout(() => {
      button.textContent = "Copy BibTeX";
      apply();
    }, 2000);
  }

  async function copied(entry) {
    try {
      await navigator.clipboard.writeText(entry.textContent);
      return true;
    } catch { // not allowed, or an old browser on a page from disk
      getSelection().selectAllChildren(entry);
      return false;
    }
  }

  route();
  readOn();
})();
