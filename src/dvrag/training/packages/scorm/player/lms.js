// Talks to a learning management system in the words of SCORM 1.2; where there is none, it keeps nothing.
(function () {
  "use strict";

  function found(start) {
    let seen = start;
    for (let steps = 0; seen && steps < 10; steps += 1) {
      try {
        if (seen.API) return seen.API;
        if (seen.parent === seen) return null;
        seen = seen.parent;
      } catch (refused) {
        return null; // a frame of another site
      }
    }
    return null;
  }

  function api() {
    const above = found(window);
    if (above) return above;
    try {
      return found(window.opener) || found(window.top.opener);
    } catch (refused) {
      return null;
    }
  }

  function two(n) {
    return String(n).padStart(2, "0");
  }

  function span(milliseconds) {
    const hundredths = Math.max(0, Math.round(milliseconds / 10));
    const seconds = Math.floor(hundredths / 100);
    const hours = Math.min(9999, Math.floor(seconds / 3600));
    const clock = two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60);
    return String(hours).padStart(4, "0") + ":" + clock + "." + two(hundredths % 100);
  }

  function timeOfDay(date) {
    return two(date.getHours()) + ":" + two(date.getMinutes()) + ":" + two(date.getSeconds());
  }

  const DONE = ["completed", "passed", "failed"];

  class Lms {
    constructor() {
      this.began = Date.now();
      this.api = api();
      this.over = false;
      this.refused = false;
      if (this.api && String(this.api.LMSInitialize("")) !== "true") this.api = null;
      this.reading = this.api !== null && ["review", "browse"].includes(this.get("cmi.core.lesson_mode"));
      this.wasDone = this.api !== null && DONE.includes(this.get("cmi.core.lesson_status"));
      this.count = this.api === null ? 0 : Number.parseInt(this.get("cmi.interactions._count"), 10) || 0;
    }

    // Whether what is done here is kept somewhere.
    get keeps() {
      return this.api !== null && !this.reading;
    }

    get(name) {
      return String(this.api.LMSGetValue(name));
    }

    set(name, value) {
      if (String(this.api.LMSSetValue(name, String(value))) !== "true") this.refused = true;
    }

    resumed() {
      return this.api === null ? "" : this.get("cmi.suspend_data");
    }

    // Keep where the learner is: `told` has data, score (null: none yet) and done.
    save(told) {
      if (!this.keeps || this.over) return;
      this.set("cmi.suspend_data", told.data);
      if (told.score !== null) {
        this.set("cmi.core.score.min", 0);
        this.set("cmi.core.score.max", 100);
        this.set("cmi.core.score.raw", told.score);
      }
      if (told.done) this.wasDone = true;
      if (told.done || !this.wasDone) this.set("cmi.core.lesson_status", told.done ? "completed" : "incomplete");
      this.set("cmi.core.exit", "suspend"); // also when all is done: else some systems forget what was answered
      this.set("cmi.core.session_time", span(Date.now() - this.began));
      if (String(this.api.LMSCommit("")) !== "true") this.refused = true;
    }

    // Tell of one answer: id, type, given, right (a pattern), result, milliseconds.
    interaction(told) {
      if (!this.keeps || this.over) return;
      const name = "cmi.interactions." + this.count + ".";
      this.count += 1;
      this.set(name + "id", told.id);
      this.set(name + "type", told.type);
      this.set(name + "time", timeOfDay(new Date()));
      this.set(name + "correct_responses.0.pattern", told.right);
      this.set(name + "weighting", 1);
      if (told.given !== "") this.set(name + "student_response", told.given);
      this.set(name + "result", told.result);
      this.set(name + "latency", span(told.milliseconds));
    }

    finish() {
      if (this.api === null || this.over) return;
      if (this.keeps) this.set("cmi.core.session_time", span(Date.now() - this.began));
      this.over = true;
      this.api.LMSFinish("");
    }
  }

  window.dvragLms = new Lms();
})();
