'use strict';

/** Visits in the order in which they came. */
class Visits {
  #entries = [];

  add(visitor) {
    this.#entries.push({ visitor, time: new Date().toISOString() });
    return this.summary();
  }

  summary() {
    return { count: this.#entries.length, last: this.#entries.at(-1) };
  }
}

module.exports = Visits;
