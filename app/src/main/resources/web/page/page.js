/** The sales page: wires address, stream and panels. */
import * as api from './api.js';
import { contextOf } from './context.js';
import { Controls } from './controls.js';
import { Crumbs } from './crumbs.js';
import { forgetPoints } from './crosshair.js';
import { echarts } from './drawing.js';
import { h, say } from './element.js';
import { dimension, labelIn } from './dimensions.js';
import { Empty } from './empty.js';
import { FreshnessPill } from './freshness.js';
import { Keys } from './keys.js';
import { kindOf, panelsOf } from './layout.js';
import { LeftOut } from './leftout.js';
import { showPages } from './pages.js';
import { forget, inPeriod } from './questions.js';
import { Refresh } from './refresh.js';
import { StaleRows } from './stale.js';
import { Stream } from './stream.js';
import { Tiles, isEmpty } from './tiles.js';
import { Unconverted } from './unconverted.js';
import { addressOf, viewOf } from './view.js';

/** Changes that need no new answer, only another look at the ones at hand. */
const LOOKS = new Set(['measure', 'sort', 'find']);
const FORGET_MILLIS = 60_000;
const RETRY_MILLIS = 5_000;
const OLD_MILLIS = 60_000;

class Page {
  constructor(dashboards) {
    const asked = new URLSearchParams(location.search).get('dashboard');
    this.dashboard =
      dashboards.find((one) => one.name === asked) ?? dashboards.find((one) => one.name === 'sales') ?? dashboards[0];
    this.isFirst = this.dashboard === (dashboards.find((one) => one.name === 'sales') ?? dashboards[0]);
    this.main = document.querySelector('#main');
    this.spoken = document.querySelector('#page-spoken');
    this.controls = new Controls(this.dashboard);
    this.crumbs = new Crumbs();
    this.empty = new Empty();
    this.unconverted = new Unconverted();
    this.staleRows = new StaleRows(this.dashboard.name);
    this.leftOut = new LeftOut(this.dashboard);
    this.broken = h('section.broken', { role: 'alert', hidden: true, 'data-testid': 'error' });
    this.grid = h('div.grid');
    this.heading = h('h1.unseen', {}, this.dashboard.title);
    this.refresh = new Refresh({
      ondrawn: (panel, model) => this.drawn(panel, model),
      onfail: (panel, problem) => this.failed(panel, problem),
    });
    this.view = viewOf(location.search, this.dashboard);
    this.completeTo = null;
    showPages(dashboards, this.dashboard.name);
  }

  start() {
    echarts().catch(() => {}); // the timeline says it when the charts cannot be had
    this.main.replaceChildren(
      this.heading,
      this.controls.element,
      this.crumbs.element,
      this.broken,
      this.empty.element,
      this.grid,
    );
    this.pill = new FreshnessPill(this.view.zone, this.dashboard.name);
    this.stream = new Stream(api.streamAddress(this.dashboard.name), {
      onchange: () => this.refresh.changed(),
      onstate: (state) => {
        this.completeTo = state.completeTo ?? this.completeTo;
        this.pill.show(state);
      },
    });
    addEventListener('popstate', () => this.arrive(viewOf(location.search, this.dashboard)));
    setInterval(() => {
      forget();
      this.passMidnight();
    }, FORGET_MILLIS);
    this.keys = new Keys(this.actions());
    document.querySelector('#keys-button').addEventListener('click', () => this.keys.list());
    this.arrive(this.view);
    this.staleRows.follow();
  }

  context() {
    return contextOf({
      dashboard: this.dashboard,
      isFirst: this.isFirst,
      view: this.view,
      now: Date.now(),
      completeTo: () => this.completeTo,
      go: (changes, how) => this.go(changes, how),
    });
  }

  /**
   * The one way in which the view changes; `wanted` is the changes, or a function from the view as it is now to them.
   * `quiet` changes do not make a new entry in the history.
   */
  go(wanted, { replace = false, quiet = false } = {}) {
    const changes = typeof wanted === 'function' ? wanted(this.view) : wanted;
    const view = { ...this.view, ...changes };
    const address = addressOf(view, this.dashboard, this.isFirst);
    if (replace || quiet) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    if (Object.keys(changes).every((name) => LOOKS.has(name))) {
      this.view = view;
      const context = this.context();
      this.draw(context);
      this.refresh.redraw(context);
      return;
    }
    this.arrive(view, changes.inside !== undefined);
  }

  arrive(view, isElsewhere = false) {
    const isSameKind = this.kind === kindOf(view);
    const hasCome = this.kind !== undefined;
    this.view = view;
    this.pill.zone = view.zone;
    if (!isSameKind || isElsewhere) this.lay();
    const context = this.context();
    this.draw(context);
    this.refresh.restart(context);
    this.nameCodes(context);
    this.announces = hasCome;
    if (isElsewhere) {
      scrollTo({ top: 0 });
      this.crumbs.focus();
    }
  }

  lay() {
    this.kind = kindOf(this.view);
    forgetPoints();
    const panels = [new Tiles(this.dashboard), ...panelsOf(this.dashboard, this.view)];
    for (const panel of panels) panel.element.classList.add('first');
    const [tiles, ...others] = panels.map((panel) => panel.element);
    const lines = [this.unconverted, this.staleRows, this.leftOut].map((line) => line.element);
    this.grid.replaceChildren(tiles, ...lines, ...others);
    this.refresh.use(panels);
  }

  draw(context) {
    this.controls.show(context);
    this.crumbs.show(context);
    this.heading.hidden = this.view.inside.length > 0;
    const place = this.view.inside.map((step) => context.labelOf(step.dimension, step.value));
    document.title = [...place.reverse(), this.dashboard.title, 'Shopstream'].join(' · ');
  }

  drawn(panel, model) {
    if (!(panel instanceof Tiles)) return;
    this.broken.hidden = true;
    this.brokenWith = null;
    clearTimeout(this.retry);
    this.grid.classList.remove('cannot');
    this.learn(model.period);
    this.unconverted.show(model, this.refresh.context);
    this.leftOut.show(model.period);
    const nothing = isEmpty(model, this.dashboard);
    this.empty.show(nothing, model.period, this.refresh.context);
    this.grid.classList.toggle('nothing-here', nothing);
    if (this.announces) this.announce(nothing);
  }

  /** Said once after the reader asked for something else, not with every order. */
  announce(isNothing) {
    this.announces = false;
    const tile = document.querySelector(`[data-testid="tile-${this.view.measure}"]`);
    const figure = tile?.querySelector('.tile-value').textContent;
    const moved = tile?.querySelector('.tile-change .change').title;
    say(
      this.spoken,
      isNothing ? 'No orders in this range.' : `${tile?.querySelector('.tile-pick').textContent} ${figure}, ${moved}.`,
    );
  }

  /** What an answer says about the shop and not about the figures. */
  learn(answer) {
    const told = answer.completeTo ? Date.parse(answer.completeTo) : null;
    const isOld = this.completeTo === null && told !== null && Date.now() - told > OLD_MILLIS;
    this.completeTo ??= told;
    if (answer.zoneMessage) {
      // its first rows have come since the page was opened
      this.dashboard.ownDays = true;
      this.go({ zone: this.dashboard.zone }, { replace: true });
    } else if (answer.hasHours === false && this.dashboard.hasHours !== false) {
      this.dashboard.hasHours = false;
      this.arrive(this.view);
    } else if (isOld) {
      // the comparison was cut to the present, but the figures end earlier
      this.refresh.restart(this.context());
    }
  }

  /** Names for the codes of a shared address, which no panel may ever ask for. */
  async nameCodes(context) {
    const unnamed = [...this.view.inside, ...this.view.filters].filter(
      ({ dimension: name, value }) => dimension(this.dashboard, name).label && context.labelOf(name, value) === value,
    );
    for (const { dimension: name, value } of unnamed) {
      const { rows } = await inPeriod(context, { by: [name] }).catch(() => ({ rows: [] }));
      const row = rows.find((one) => String(one[name]) === value);
      if (row) context.remember(name, value, labelIn(row, dimension(this.dashboard, name)));
    }
    if (unnamed.length && this.refresh.context === context) this.draw(context);
  }

  failed(panel, problem) {
    if (problem.isSilence) {
      // the freshness line says it; the stream tells when somebody answers again
      return;
    }
    if (!(panel instanceof Tiles)) {
      if (this.brokenWith !== problem.message) panel.fail(problem, () => this.refresh.restart(this.context()));
      return;
    }
    this.brokenWith = problem.message;
    this.grid.classList.add('cannot');
    // it may be about a figure that is left out by now
    if (problem.status === 503) this.leftOut.beginAnew();
    // what went wrong at the server may be over soon; a wrong address stays wrong until somebody changes it
    clearTimeout(this.retry);
    if (!(problem.status < 500)) this.retry = setTimeout(() => this.refresh.restart(this.context()), RETRY_MILLIS);
    this.broken.replaceChildren(
      h('h2', {}, problem.title ?? 'This cannot be shown'),
      h('p', {}, problem.message),
      problem.allowed ? h('p', {}, `Allowed: ${[].concat(problem.allowed).join(', ')}`) : '',
      h(
        'p.ways',
        {},
        h('button.primary', { type: 'button', onclick: () => this.refresh.restart(this.context()) }, 'Try again'),
        h('a.quiet', { href: '/' }, 'Start over'),
        h('a.quiet', { href: '/status' }, 'See the status'),
      ),
    );
    this.broken.hidden = false;
  }

  /** "Today" is another day after midnight. */
  passMidnight() {
    const before = this.refresh.context?.range.start;
    if (this.view.range.preset && before !== this.context().range.start) this.arrive(this.view);
  }

  nextMeasure() {
    const names = this.dashboard.measures.map((one) => one.name);
    const next = names[(names.indexOf(this.view.measure) + 1) % names.length];
    this.go({ measure: next });
    say(this.spoken, `Charts show ${this.dashboard.measures.find((one) => one.name === next).title.toLowerCase()}`);
  }

  up() {
    if (this.view.inside.length) this.go({ inside: this.view.inside.slice(0, -1), find: '', sort: 'figure' });
    else if (this.view.filters.length) this.go({ filters: [] });
  }

  actions() {
    const focus = (selector) => () => document.querySelector(selector)?.focus();
    const press = (selector) => () => document.querySelector(selector)?.click();
    return [
      { key: '?', words: 'List the keys', act: () => this.keys.list() },
      { key: 'r', words: 'Choose the range', act: press('[data-testid="range-picker"]') },
      { key: 'c', words: 'Choose the comparison', act: press('[data-testid="compare-picker"]') },
      { key: 'f', words: 'Add a filter', act: press('[data-testid="filter-picker"]') },
      { key: 'm', words: 'Show the next measure', act: () => this.nextMeasure() },
      { key: 't', words: 'Timeline as a table, or back', act: press('[data-testid="table-timeline"]') },
      { key: '/', words: 'Find a product', act: focus('input.search') },
      { key: 'Escape', shown: 'Esc', words: 'One level up, or clear the filters', act: () => this.up() },
    ];
  }
}

async function open(attempt = 0) {
  try {
    const dashboards = await api.dashboards();
    new Page(dashboards).start();
  } catch (problem) {
    document
      .querySelector('#main')
      .replaceChildren(
        h(
          'section.broken',
          { role: 'alert', 'data-testid': 'error' },
          h('h1', {}, 'Shopstream cannot be reached'),
          h('p', {}, problem.message),
          h('p', {}, 'The page tries again by itself every few seconds.'),
        ),
      );
    if (!(problem instanceof api.Problem)) throw problem;
    setTimeout(() => open(attempt + 1), Math.min(5_000, 500 * 2 ** attempt));
  }
}

open();
