/** How fresh the figures are, in words: the pill in the header, and the line that explains it when something is wrong. */
import * as api from './api.js';
import { ageText, momentText } from './format.js';
import { h, say } from './element.js';

const LIVE_MILLIS = 5_000;
const STALE_MILLIS = 15_000;
/** Heartbeats come at least this often; until the next is due, the lag last heard is the lag. */
const HEARTBEAT_MILLIS = 2_000;
/** The lake is minutes old when it is well. */
const LAKE_MILLIS = 60_000;

/**
 * {name, text}: name is connecting, live, lake, late, stale, reading or disconnected. A lake in trouble takes the green
 * light from figures that are live. Pure.
 */
export function freshness(state, { now, clock, zone, cause = null, lake = null }) {
  const since = (instant) => momentText(instant, zone, clock);
  if (state.connection === 'lost') {
    const figures = state.completeTo ? ` · figures from ${since(state.completeTo)}` : '';
    return { name: 'disconnected', text: `disconnected since ${since(state.lostSince)}${figures}` };
  }
  if (state.connection === 'connecting') return { name: 'connecting', text: 'connecting' };
  if (state.completeTo === null) return { name: 'reading', text: 'reading the history of the shop' };
  const behind = (state.lagMillis ?? 0) + Math.max(0, now - state.heardAt - HEARTBEAT_MILLIS);
  const beside = lake ? ` · ${lake}` : '';
  if (behind < LIVE_MILLIS) return { name: lake ? 'lake' : 'live', text: `live · ${ageText(behind)} behind${beside}` };
  if (behind < STALE_MILLIS) return { name: 'late', text: `${ageText(behind)} behind${beside}` };
  return {
    name: 'stale',
    text: `${ageText(behind)} behind · ${cause ?? 'nothing new'} since ${since(state.completeTo)}`,
  };
}

/** Of the status, what is wrong with the lake, in a few words; null where nothing is, or there is none. Pure. */
export function lakeTrouble({ lake }) {
  if (lake?.state === 'failed') return 'the lake has stopped';
  return lake?.state === 'behind' ? 'the lake is behind' : null;
}

/** Of the status, the words for why nothing arrives on a dashboard, and what is held back where only a part is. Pure. */
export function causeOf(status, dashboard) {
  const silent = (status.sources ?? []).find(
    (source) => !['streaming', 'snapshot', 'live', 'running'].includes(String(source.state).toLowerCase()),
  );
  if (silent) {
    const replica = silent.state === 'behind';
    return { short: replica ? 'the replica is behind its primary' : 'the source has not answered', long: silent.message };
  }
  const stopped = (status.marts ?? []).find(
    (mart) => mart.state && !['running', 'live', 'ready'].includes(String(mart.state).toLowerCase()),
  );
  if (stopped) {
    const held = (stopped.holdsBack ?? []).find((one) => one.dashboard === dashboard);
    return { short: `the model ${stopped.name} has stopped`, long: stopped.message, held: held && { ...held, stopped } };
  }
  return { short: 'nothing new has arrived', long: null };
}

const SPOKEN = {
  live: 'Figures are live.',
  lake: 'Figures are live. Something is wrong with the lake.',
  late: 'Figures are a little behind.',
  stale: 'Figures are no longer live.',
  disconnected: 'The connection is lost. The page keeps trying.',
  reading: 'The history of the shop is being read.',
};

/** What stands still with a model that has stopped, since when, and why. Pure. */
export function heldWords({ everything, figures, stopped }, since) {
  const what = everything ? 'All figures' : capital(listed(figures));
  const verb = everything || figures.length > 1 ? 'stand' : 'stands';
  const when = stopped.completeTo ? ` at ${since(Date.parse(stopped.completeTo))}` : ' still';
  const rest = everything ? '' : ' Everything else goes on.';
  return `${what} ${verb}${when}: the model ${stopped.name} has stopped: ${sentence(stopped.message)}${rest}`;
}

const listed = (names) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
const sentence = (text) => (text ? text.replace(/[.!?]?$/, '.') : 'it does not say why.');

/** Draws the pill and the line below the header; speaks only when the state changes, not with every tenth of a second. */
export class FreshnessPill {
  constructor(zone, dashboard) {
    this.zone = zone;
    this.dashboard = dashboard;
    this.pill = document.querySelector('[data-testid="freshness"]');
    this.text = this.pill.querySelector('.freshness-text');
    this.spoken = document.querySelector('#freshness-spoken');
    this.line = document.querySelector('#trouble');
    this.name = 'connecting';
    this.cause = null;
    this.causeAskedAt = -Infinity;
    this.lake = null;
    this.lakeAskedAt = -Infinity;
  }

  show(state) {
    const now = performance.now();
    const fresh = freshness(state, { now, clock: Date.now(), zone: this.zone, cause: this.cause?.short, lake: this.lake });
    if (now - this.lakeAskedAt > LAKE_MILLIS) this.findLake(now);
    if (fresh.name === 'stale' && now - this.causeAskedAt > 5_000) this.findCause(state, now);
    this.pill.dataset.state = fresh.name;
    if (state.completeTo)
      this.pill.title = `Complete up to ${momentText(state.completeTo, this.zone, Date.now())}. Open the status page.`;
    say(this.text, fresh.text);
    this.explain(fresh, state);
    if (fresh.name !== this.name && SPOKEN[fresh.name] && this.name !== 'connecting')
      say(this.spoken, SPOKEN[fresh.name]);
    this.name = fresh.name;
  }

  findCause(state, now) {
    this.causeAskedAt = now;
    api.status().then(
      (status) => {
        this.cause = causeOf(status, this.dashboard);
        this.show(state);
      },
      () => {
        this.cause = null;
      },
    );
  }

  /** Shown with the next heartbeat. */
  findLake(now) {
    this.lakeAskedAt = now;
    api.status().then(
      (status) => {
        this.lake = lakeTrouble(status);
      },
      () => {},
    );
  }

  explain(fresh, state) {
    if (!['stale', 'disconnected', 'reading'].includes(fresh.name)) {
      this.line.hidden = true;
      this.cause = null;
      return;
    }
    const words = this.words(fresh, state);
    const testid = fresh.name === 'disconnected' ? 'disconnected' : fresh.name;
    if (this.line.hidden || this.line.dataset.words !== words) {
      this.line.dataset.words = words;
      this.line.replaceChildren(
        h(
          'p',
          { 'data-testid': testid },
          words,
          ' ',
          fresh.name === 'disconnected' ? '' : h('a', { href: '/status' }, 'See the status'),
        ),
      );
    }
    this.line.hidden = false;
  }

  words(fresh, state) {
    const since = (instant) => momentText(instant, this.zone, Date.now());
    if (fresh.name === 'reading')
      return 'The history of the shop is still being read, so the figures are not complete yet. They grow by themselves.';
    if (fresh.name === 'disconnected') {
      return `Shopstream has not answered since ${since(state.lostSince)}. The figures below stay as they were; the page tries again by itself every few seconds.`;
    }
    if (this.cause?.held) return heldWords(this.cause.held, since);
    const why = this.cause?.long ?? `${capital(this.cause?.short ?? 'nothing new has arrived')} since then.`;
    return `The figures are complete up to ${since(state.completeTo)} and wait for what came after. ${why}`;
  }
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);
