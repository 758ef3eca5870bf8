/** How answers come about: from which step, and how long they take. */
import { h, keyed, say } from './element.js';
import { count } from './format.js';
import { percent } from './shares.js';

const STEPS = [
  ['personal', 'Personal', 'from what the visitor did'],
  ['similar', 'Similar', 'from what is looked at'],
  ['popular', 'Popular', 'what most people want now'],
  ['static', 'Kept list', 'what was popular when it was last known'],
];

export function showSteps(list, words, recommendations) {
  const answers = recommendations?.answers ?? {};
  const all = STEPS.reduce((sum, [key]) => sum + (answers[key] ?? 0), 0);
  keyed(
    list,
    STEPS,
    ([key]) => key,
    ([key]) => h('li.step', { 'data-testid': `step-${key}` }),
    (element, [key, title, note]) =>
      element.replaceChildren(
        h('span.step-bar', { 'aria-hidden': 'true', style: `--share: ${all ? (answers[key] ?? 0) / all : 0}` }),
        h('span.step-name', {}, title, h('span.soft', {}, ` ${note}`)),
        h('span.step-count', {}, all ? percent((answers[key] ?? 0) / all) : '–'),
        h('span.step-count.soft', {}, count(answers[key] ?? 0)),
      ),
  );
  const { late = 0, failed = 0 } = recommendations ?? {};
  say(
    words,
    late || failed
      ? `For ${count(late)} answers there was no time for a personal one; ${count(failed)} personal ones could not be worked out.`
      : 'No personal answer failed or came too late.',
  );
}

/** Upper bounds with how many answers took no longer, from the text that /metrics is. */
function buckets(text, route) {
  const found = new Map();
  for (const line of text.split('\n')) {
    const match = /^shopstream_http_request_seconds_bucket\{(.*)\} (\S+)/.exec(line);
    if (!match || !match[1].includes(`route="${route}"`) || !match[1].includes('status="200"')) continue;
    const bound = /le="([^"]+)"/.exec(match[1])[1];
    found.set(bound === '+Inf' ? Infinity : Number(bound), Number(match[2]));
  }
  return [...found].sort(([one], [other]) => one - other);
}

/** The bound that this share of answers stays below. */
const within = (found, share) => found.find(([, below]) => below >= share * found.at(-1)[1])?.[0];

const spoken = (seconds) => (seconds === Infinity ? 'more than 2.5 s' : `at most ${seconds * 1000} ms`);

export function showLatency(list, text) {
  const found = buckets(text, '/api/recommendations');
  const total = found.length ? found.at(-1)[1] : 0;
  const rows = total
    ? [
        ['Half of them', spoken(within(found, 0.5))],
        ['99 of 100', spoken(within(found, 0.99))],
        ['Answers', count(total)],
      ]
    : [['Answers', 'none yet']];
  list.replaceChildren(...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}
