/** How a run went, in words and with a mark. */
import { h } from './element.js';
import { count } from './format.js';

const KINDS = { running: 'waiting', succeeded: 'good', skipped: 'waiting' };

export const outcome = (run) =>
  run ? h('span.state', { 'data-kind': KINDS[run.state] ?? 'bad' }, run.state) : 'has not run yet';

/** Rows that a run wrote; a dash where it writes none. */
export const rowsOf = (run) => (run?.rows === null || run?.rows === undefined ? '–' : count(run.rows));
