// Asks the questions of the quiz that stands in the page. Every text of it is set as text, never as HTML.
(function () {
  "use strict";

  const quiz = JSON.parse(document.getElementById("quiz").textContent);
  const lms = window.dvragLms;
  const main = document.getElementById("main");
  const told = document.getElementById("told");
  const SKIPPED = "-";
  const letterOf = (n) => String.fromCharCode(97 + n);
  const warned = new Set();
  const given = resumed();
  let at = 0;
  let shownAt = Date.now();

  // ---- what was answered: one text for each item, "" for none, "-" for skipped, else a letter for each choice

  function resumed() {
    const parts = lms.resumed().split("|");
    const kept = parts.length === 3 && parts[0] === "2" && parts[1] === quiz.fingerprint ? parts[2].split(";") : [];
    return quiz.items.map((item, n) => (fits(item, kept[n] || "") ? kept[n] || "" : ""));
  }

  function fits(item, text) {
    if (text === "" || text === SKIPPED) return true;
    const letters = item.options.map((_, n) => letterOf(n));
    return text.length === item.answer.length && Array.from(text).every((letter) => letters.includes(letter));
  }

  const right = (n) => given[n] === quiz.items[n].answer;
  const answered = (n) => given[n] !== "" && given[n] !== SKIPPED;
  const places = () => quiz.items.map((_, n) => n);
  const open = () => places().filter((n) => given[n] === "");

  function save() {
    const told = places().filter(answered);
    const score = told.length ? Math.round((100 * told.filter(right).length) / told.length) : null;
    const data = ["2", quiz.fingerprint, given.join(";")].join("|");
    lms.save({ data: data, score: score, done: open().length === 0 && told.length > 0 });
  }

  function pattern(item, text) {
    const letters = Array.from(text);
    if (item.kind === "match") return letters.map((letter, n) => (n + 1).toString(36) + "." + letter).join(",");
    if (item.truth) return item.options[letters[0].charCodeAt(0) - 97].toLowerCase().charAt(0);
    return letters.join(",");
  }

  function answer(n, text) {
    const item = quiz.items[n];
    given[n] = text;
    lms.interaction({
      id: item.id,
      type: item.kind === "match" ? "matching" : item.kind === "order" ? "sequencing" : item.truth ? "true-false" : "choice",
      given: text === SKIPPED ? "" : pattern(item, text),
      right: pattern(item, item.answer),
      result: text === SKIPPED ? "neutral" : right(n) ? "correct" : "wrong",
      milliseconds: Date.now() - shownAt,
    });
    save();
  }

  // ---- parts of a page

  function element(name, properties, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties || {})) {
      if (key === "text") made.textContent = value;
      else if (key === "act") made.addEventListener("click", value);
      else if (value !== null) made.setAttribute(key, value);
    }
    made.append(...children.filter(Boolean));
    return made;
  }

  const words = (text, kind) => element("p", { text: text, class: kind || null, dir: "auto" });
  const button = (text, act, kind) => element("button", { type: "button", text: text, act: act, class: kind || null });
  const buttons = (...all) => element("div", { class: "buttons" }, ...all);

  function show(heading, ...parts) {
    const head = element("h2", { text: heading, tabindex: "-1" });
    main.replaceChildren(head, ...parts.filter(Boolean));
    document.title = heading + " – " + quiz.title;
    const done = quiz.items.length - open().length;
    document.getElementById("done").value = done;
    document.getElementById("progress-words").textContent = done + " of " + quiz.items.length + " done";
    told.textContent = "";
    shownAt = Date.now();
    window.scrollTo(0, 0);
    head.focus();
  }

  // ---- the pages

  function start() {
    const begun = quiz.items.length - open().length;
    const where = begun ? begun + " of " + quiz.items.length + " questions are done. You can go on where you were." : "";
    const next = begun ? (open().length ? "Go on" : "See your result") : "Start";
    show(
      "Before you start",
      words(quiz.note, "note"),
      where && words(where),
      lms.reading && words("This is a look back: nothing is changed."),
      !lms.api && words("No learning management system was found, so your answers are not kept."),
      buttons(button(next, onward, "first"))
    );
  }

  // Go to the first question from here on that is open, else from the beginning, else to the end.
  function onward() {
    const left = open();
    if (left.length === 0) return end();
    const next = left.find((n) => n >= at);
    return question(next === undefined ? left[0] : next);
  }

  function question(n) {
    const item = quiz.items[n];
    at = n;
    const heading = "Question " + (n + 1) + " of " + quiz.items.length;
    const back = n > 0 && button("Previous", () => question(n - 1));
    const result = open().length === 0 && n + 1 < quiz.items.length && button("See your result", end);
    if (item.note && !answered(n) && !warned.has(n)) {
      const go = () => { warned.add(n); question(n); };
      show(heading, words(item.note, "note"), buttons(button("Show the question", go, "first"), skip(n), back, result));
      return;
    }
    const asked = ask(item, n);
    const mistake = element("p", { class: "mistake", role: "alert" });
    const check = () => {
      const text = asked.read();
      if (text === null) {
        mistake.textContent = "Choose an answer, or skip the question.";
        asked.first().focus();
        return;
      }
      answer(n, text);
      question(n);
      document.getElementById("feedback").focus();
    };
    const kind = words(item.label, "kind");
    if (answered(n)) show(heading, kind, asked.form, feedback(item, n), buttons(forward(n), back, result));
    else show(heading, kind, asked.form, mistake, buttons(button("Check answer", check, "first"), skip(n), back, result));
  }

  function skip(n) {
    return button("Skip this question", () => {
      answer(n, SKIPPED);
      advance(n);
    });
  }

  // Go to the next question; after the last one to what is still open, else to the result.
  function advance(n) {
    return n + 1 < quiz.items.length ? question(n + 1) : onward();
  }

  function forward(n) {
    if (n + 1 === quiz.items.length && open().length === 0) return button("See your result", end, "first");
    return button("Next question", () => advance(n), "first");
  }

  function feedback(item, n) {
    const box = element("section", { class: "feedback " + (right(n) ? "right" : "wrong"), "aria-labelledby": "feedback" });
    box.append(element("h3", { id: "feedback", tabindex: "-1", text: right(n) ? "Right" : "Not right this time" }));
    box.append(words(item.says.length > 1 ? "The right answer:" : "The right answer: " + item.says[0]));
    if (item.says.length > 1) {
      box.append(element("ul", null, ...item.says.map((line) => element("li", { text: line, dir: "auto" }))));
    }
    if (item.rationale) box.append(words(item.rationale));
    for (const source of item.sources) {
      const cite = element("cite", { text: source.place });
      box.append(element("blockquote", { dir: "auto" }, document.createTextNode(source.quote), cite));
    }
    return box;
  }

  function end() {
    const done = places().filter(answered);
    const share = done.length ? Math.round((100 * done.filter(right).length) / done.length) : 0;
    const skipped = quiz.items.length - done.length;
    const summary = done.length
      ? done.filter(right).length + " of the " + done.length + " you answered are right (" + share + "%)."
      : "You have not answered a question yet.";
    const list = places().map((n) => {
      const how = right(n) ? "right" : answered(n) ? "not right" : "skipped";
      return element("li", null, button("Question " + (n + 1) + ": " + how, () => question(n)));
    });
    at = 0;
    save();
    show(
      "Your result",
      words(summary),
      skipped > 0 && words(skipped + " skipped. You can still answer, or leave it: a skipped question does not count."),
      words(kept()),
      element("h3", { text: "Look at a question again" }),
      element("ol", { class: "results" }, ...list)
    );
  }

  function kept() {
    if (!lms.api) return "No learning management system was found, so your result is not kept.";
    if (lms.reading) return "This is a look back: nothing was changed.";
    if (lms.refused) return "Your learning management system did not take all of your result. Please tell your trainer.";
    return "Your result has been given to your learning management system. You can close this page.";
  }

  // ---- forms: `form` is shown, `read` gives the answer as letters or null, `first` is what to go back to

  function ask(item, n) {
    const set = element("fieldset", null, element("legend", { text: item.stem, dir: "auto" }));
    if (item.how) set.append(words(item.how));
    const text = answered(n) ? given[n] : "";
    set.disabled = text !== "";
    if (item.kind === "match") return matching(item, set, text);
    if (item.kind === "order") return ordering(item, set, text);
    return choosing(item, set, text);
  }

  function choosing(item, set, text) {
    const inputs = item.options.map((option, n) => {
      const letter = letterOf(n);
      const input = element("input", { type: "radio", name: "answer", id: "option-" + letter, value: letter });
      input.checked = text === letter;
      const label = element("label", { for: "option-" + letter, text: option, dir: "auto" });
      const mark = text && [text === letter && "your answer", item.answer === letter && "right answer"];
      const said = mark ? mark.filter(Boolean).join(", ") : "";
      if (said) label.append(element("span", { class: "mark", text: " (" + said + ")" }));
      set.append(element("div", { class: "option" }, input, label));
      return input;
    });
    const chosen = () => inputs.find((input) => input.checked);
    return { form: set, read: () => (chosen() ? chosen().value : null), first: () => inputs[0] };
  }

  function matching(item, set, text) {
    const selects = item.prompts.map((prompt, n) => {
      const select = element("select", { id: "prompt-" + n }, element("option", { value: "", text: "Choose …" }));
      item.options.forEach((option, place) => {
        select.append(element("option", { value: letterOf(place), text: option, dir: "auto" }));
      });
      select.value = text ? text.charAt(n) : "";
      const label = element("label", { for: "prompt-" + n, text: prompt, dir: "auto" });
      set.append(element("div", { class: "pair" }, label, select));
      return select;
    });
    const read = () => (selects.some((select) => select.value === "") ? null : selects.map((s) => s.value).join(""));
    return { form: set, read: read, first: () => selects.find((select) => select.value === "") };
  }

  function ordering(item, set, text) {
    let order = text || item.options.map((_, n) => letterOf(n)).join("");
    const list = element("ol", { class: "order" });
    const option = (letter) => item.options[letter.charCodeAt(0) - 97];
    const move = (letter, by) => {
      const from = order.indexOf(letter);
      const to = from + by;
      if (to < 0 || to >= order.length) return;
      const letters = Array.from(order);
      letters.splice(to, 0, letters.splice(from, 1)[0]);
      order = letters.join("");
      draw();
      told.textContent = option(letter) + ": now number " + (to + 1) + " of " + order.length;
      list.querySelector('[data-move="' + letter + by + '"]').focus();
    };
    const mover = (letter, by, edge) => {
      const made = button(by < 0 ? "Move up" : "Move down", () => move(letter, by));
      made.setAttribute("aria-label", (by < 0 ? "Move up: " : "Move down: ") + option(letter));
      made.setAttribute("aria-disabled", String(edge));
      made.dataset.move = letter + by;
      return made;
    };
    const draw = () => {
      const rows = Array.from(order).map((letter, place) => {
        const moves = [mover(letter, -1, place === 0), mover(letter, 1, place + 1 === order.length)];
        const line = element("span", { text: option(letter), dir: "auto" });
        return element("li", null, line, text ? null : element("div", { class: "moves" }, ...moves));
      });
      list.replaceChildren(...rows);
    };
    draw();
    set.append(list);
    return { form: set, read: () => order, first: () => list.querySelector("button") };
  }

  document.getElementById("title").textContent = quiz.title;
  document.getElementById("basis").textContent = quiz.basis;
  document.getElementById("support").append(...quiz.support.map((line) => element("li", { text: line })));
  document.getElementById("done").max = quiz.items.length;
  document.getElementById("progress").hidden = false;
  window.addEventListener("pagehide", () => lms.finish());
  start();
})();
