/** Rows that count as they were before a change that broke a rule: said in a calm line under the figures. */
import * as api from './api.js';
import { h, say } from './element.js';
import { count } from './format.js';

const EVERY_MILLIS = 8_000;

const listed = (parts) => (parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0]);

/** Of the status, what is said on a dashboard; without words when none of its rows is stale. Pure. */
export function staleText(status, dashboard) {
  const stale = (status.datasets ?? []).filter((one) => one.stale > 0 && one.dashboards.includes(dashboard));
  if (!stale.length) return '';
  const isOne = stale.reduce((sum, one) => sum + one.stale, 0) === 1;
  const rows = stale.map((one) => `${count(one.stale)} ${one.stale === 1 ? 'row' : 'rows'} of ${one.name}`);
  return isOne
    ? `${rows[0]} counts as it was before its last change: the change broke a rule of the shop and was set aside.`
    : `${listed(rows)} count as they were before their last change: the changes broke a rule of the shop and were set aside.`;
}

export class StaleRows {
  element = h('p.apart', { hidden: true, 'data-testid': 'stale-rows' });
  words = h('span');

  constructor(dashboard) {
    this.dashboard = dashboard;
    this.element.append(this.words, ' ', h('a', { href: '/status' }, 'See the status'));
  }

  /** From now on, as long as somebody looks. */
  follow() {
    this.look();
    setInterval(() => document.hidden || this.look(), EVERY_MILLIS);
    document.addEventListener('visibilitychange', () => document.hidden || this.look());
  }

  async look() {
    // where nobody answers, the freshness line says it, and what was known stays
    const status = await api.status().catch(() => null);
    if (!status) return;
    const text = staleText(status, this.dashboard);
    this.element.hidden = !text;
    say(this.words, text);
  }
}
