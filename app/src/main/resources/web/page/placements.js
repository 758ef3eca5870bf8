/** The placements page: what each spot on the shop's pages is for, its rules, and what it would show to whom and when. */
import * as api from './api.js';
import { h, keyed, say } from './element.js';
import { showHeader } from './header.js';
import { columnsOfRules, selected } from './rules.js';
import { fill } from './shares.js';
import { named, noPlace, placeOf, suggested } from './suggested.js';

const EVERY_MILLIS = 1_000;
const FOR = {
  alternatives: 'Alternatives to what is looked at',
  'goes-with': 'What goes with the cart',
  'for-you': 'For the visitor',
  popular: 'What is popular',
};
const SOURCES = { personal: 'Personal', similar: 'Similar', popular: 'Popular', static: 'From a kept list' };

let zone = 'UTC';
let timer;
let asking;
let drawn;
const element = (id) => document.querySelector(`#${id}`);
const asked = element('asked');

/** All state is in the address: the placement, and to whom, beside what, and when. */
function state() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(
    ['placement', 'who', 'beside', 'cart', 'region', 'at'].map((name) => [name, query.get(name) ?? '']),
  );
}

function go(changed) {
  const query = api.queryOf({ ...state(), ...changed });
  history.pushState(null, '', query ? `?${query}` : location.pathname);
  look();
}

asked.addEventListener('submit', (event) => {
  event.preventDefault();
  go(Object.fromEntries(new FormData(asked)));
});

function showNames(placements, chosen) {
  keyed(
    element('names'),
    placements,
    (one) => one.name,
    (one) =>
      h(
        'button.quiet.person',
        { type: 'button', 'data-testid': `placement-${one.name}`, onclick: () => go({ placement: one.name }) },
        h('span', {}, one.name),
        h('span.soft', {}, FOR[one.shows] ?? one.shows),
      ),
    (button, one) => button.setAttribute('aria-pressed', String(one === chosen)),
  );
}

function showProblems(problems) {
  const box = element('problems');
  box.hidden = !problems.length;
  box.firstElementChild.replaceChildren(
    ...problems.map(({ file, line, message, nextStep }) => h('li', {}, h('b', {}, `${file}:${line}`), ` ${message} ${nextStep}`)),
  );
}

function showRules(placement, inForce) {
  say(element('what'), placement.description ?? FOR[placement.shows] ?? '');
  const only = placement.only ? ` Only of ${selected(placement.only)}.` : '';
  say(element('most'), `${placement.products} products at most.${only}`);
  const none = !placement.rules.length;
  element('no-rules').hidden = !none;
  element('rules').hidden = none;
  fill(document.querySelector('[data-testid="rules"]'), columnsOfRules(zone, inForce, placement.file), placement.rules);
}

function showPreview(preview) {
  const now = JSON.stringify({ ...preview, at: '', recommendationId: '' });
  if (now === drawn) return;
  drawn = now;
  const source = SOURCES[preview.source] ?? preview.source;
  const why = preview.reason.startsWith(source) ? '' : `${source}. `;
  const stepped = preview.steppedDown ? ` There is nothing better, since ${preview.steppedDown}.` : '';
  say(element('source'), `${why}${preview.reason}.${stepped}`);
  element('shown').replaceChildren(...preview.items.map((item, at) => suggested(item, placeOf(at))));
  element('nothing-out').hidden = preview.leftOut.length > 0;
  element('out').replaceChildren(
    ...preview.leftOut.map((item) => suggested({ ...item, reason: `Kept out by ${item.rule}` }, noPlace())),
  );
}

function keepForm(now) {
  for (const field of asked.elements)
    if (field.name && document.activeElement !== field) field.value = now[field.name] ?? '';
}

async function look() {
  clearTimeout(timer);
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const now = state();
  const wrong = element('wrong');
  keepForm(now);
  try {
    const { placements, problems } = await api.placements();
    showProblems(problems);
    const chosen = placements.find((one) => one.name === now.placement) ?? placements[0];
    showNames(placements, chosen);
    element('empty').hidden = placements.length > 0;
    element('chosen').hidden = !chosen;
    if (chosen) {
      const { user, visitor: anonymousId } = named(now.who);
      const { beside: viewing, cart, region, at } = now;
      const preview = await api.preview(chosen.name, { user, anonymousId, viewing, cart, region, at }, signal);
      showRules(chosen, preview.inForce);
      showPreview(preview);
    }
    wrong.hidden = true;
  } catch (problem) {
    if (problem.name === 'AbortError') return;
    say(
      wrong,
      problem.status === 404 && !now.placement
        ? 'Nothing is recommended: the shop’s folder has no recommendations.yaml.'
        : problem.message,
    );
    wrong.hidden = false;
  }
  timer = setTimeout(look, EVERY_MILLIS);
}

async function open() {
  zone = await showHeader('/recommendations', zone);
  addEventListener('popstate', look);
  look();
}

open();
