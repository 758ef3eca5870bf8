/**
 * Loads panels: all that can be seen when the view changes, and while live only those that can be seen, one round at a
 * time and at most a few a second. What is out of sight catches up when it comes into sight.
 */
const ROUND_MILLIS = 400;
/** Words and means over weeks need not follow every order. */
const SLOW_MILLIS = 8_000;
/** A server that does not answer is asked again for everything at once, and not more often. The stream is quicker. */
const SILENCE_MILLIS = 5_000;

export class Refresh {
  constructor({ ondrawn, onfail }) {
    Object.assign(this, { ondrawn, onfail, panels: [], generation: 0, lastRound: 0 });
    this.seen = new Set();
    this.due = new Set();
    this.silent = new Set();
    this.drawnAt = new Map();
    this.watcher = new IntersectionObserver((entries) => this.see(entries), { rootMargin: '120px' });
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.soon();
    });
  }

  /** Other panels; the first are drawn at once, without waiting to be seen. */
  use(panels) {
    this.watcher.disconnect();
    for (const panel of this.panels) panel.leave?.();
    this.panels = panels;
    this.seen = new Set(panels.slice(0, 2));
    this.drawnAt.clear();
    for (const panel of panels) this.watcher.observe(panel.element);
  }

  see(entries) {
    for (const entry of entries) {
      const panel = this.panels.find((one) => one.element === entry.target);
      if (panel && entry.isIntersecting) this.seen.add(panel);
      else if (panel) this.seen.delete(panel);
    }
    if ([...this.seen].some((panel) => this.due.has(panel))) this.soon();
  }

  /** The view changed: everything is out of date, answers under way included. */
  restart(context) {
    this.context = context;
    this.generation++;
    this.due = new Set(this.panels);
    this.drawnAt.clear();
    for (const panel of this.panels) panel.element.classList.add('dimmed');
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isBusy = false;
    this.round();
  }

  /** Draws again from what is already known: another measure, another order of rows. */
  redraw(context) {
    this.context = context;
    for (const panel of this.panels) if (panel.latest) this.put(panel, panel.latest, context);
  }

  /** Numbers changed. */
  changed() {
    for (const panel of this.panels) this.due.add(panel);
    this.soon();
  }

  soon() {
    if (this.timer !== undefined || this.isBusy || document.hidden || !this.context) return;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.round();
      },
      Math.max(0, this.lastRound + ROUND_MILLIS - performance.now()),
    );
  }

  async round() {
    const generation = this.generation;
    const now = performance.now();
    const ready = [...this.due].filter(
      (panel) => this.seen.has(panel) && (!panel.slow || now - (this.drawnAt.get(panel) ?? -Infinity) > SLOW_MILLIS),
    );
    if (!ready.length) return;
    this.lastRound = now;
    this.isBusy = true;
    for (const panel of ready) this.due.delete(panel);
    await Promise.all(ready.map((panel) => this.load(panel, generation)));
    if (generation !== this.generation) return;
    this.isBusy = false;
    if (this.catchUp()) return;
    if ([...this.due].some((panel) => this.seen.has(panel) && !panel.slow)) this.soon();
  }

  /** Panels below the fold are loaded once what can be seen stands, so that scrolling down finds figures. */
  catchUp() {
    const waiting = this.panels.filter(
      (panel) => !this.drawnAt.has(panel) && this.due.has(panel) && !this.seen.has(panel),
    );
    if (!waiting.length) return false;
    for (const panel of waiting) this.due.delete(panel);
    this.isBusy = true;
    const generation = this.generation;
    Promise.all(waiting.map((panel) => this.load(panel, generation))).then(() => {
      if (generation !== this.generation) return;
      this.isBusy = false;
      if ([...this.due].some((panel) => this.seen.has(panel))) this.soon();
    });
    return true;
  }

  async load(panel, generation) {
    try {
      const model = await panel.load(this.context);
      if (generation !== this.generation) return;
      this.put(panel, model, this.context);
      this.drawnAt.set(panel, performance.now());
    } catch (problem) {
      if (generation !== this.generation) return;
      this.drawnAt.delete(panel);
      if (problem.isSilence) this.askLater(panel);
      this.onfail(panel, problem);
    }
  }

  askLater(panel) {
    this.silent.add(panel);
    this.later ??= setTimeout(() => {
      this.later = undefined;
      for (const one of this.silent) if (this.panels.includes(one)) this.due.add(one);
      this.silent.clear();
      this.soon();
    }, SILENCE_MILLIS);
  }

  put(panel, model, context) {
    // a figure ticks when it changed under the reader's eyes, not when the reader asked for another view
    panel.draw(model, { ...context, isLive: panel.latest !== undefined && this.drawnAt.has(panel) });
    panel.latest = model;
    panel.element.classList.remove('dimmed', 'first');
    this.ondrawn(panel, model);
  }
}
