/** Who is recommended what: a customer or a visitor is looked up, and what they would be shown is drawn with its reasons. */
import * as api from './api.js';
import { h, keyed, say } from './element.js';
import { ageText } from './format.js';
import { named, noPlace, placeOf, suggested } from './suggested.js';

const SHOWN = 8;
const SOURCES = {
  personal: 'Personal',
  similar: 'Similar to what is looked at',
  popular: 'Popular',
  static: 'From a kept list',
};

export class Explained {
  /** `onchoose` is told who was chosen, as {user} or {visitor}, and {beside}. */
  constructor(onchoose) {
    this.onchoose = onchoose;
    this.form = document.querySelector('#lookup');
    this.wrong = document.querySelector('#who-wrong');
    this.result = document.querySelector('#explained');
    this.recent = document.querySelector('#recent');
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      const { who, beside } = this.form.elements;
      this.onchoose({ ...named(who.value.trim()), beside: beside.value.trim() });
    });
  }

  /** Draws what somebody is recommended; nothing where nobody is named. */
  async show({ user, visitor, beside }) {
    this.chosen = { user, visitor, beside };
    const { elements } = this.form;
    if (document.activeElement !== elements.who) elements.who.value = user ?? visitor ?? '';
    if (document.activeElement !== elements.beside) elements.beside.value = beside ?? '';
    this.asking?.abort();
    this.result.hidden = !(user || visitor || beside);
    this.wrong.hidden = true;
    if (this.result.hidden) return;
    this.asking = new AbortController();
    try {
      const who = { user, anonymousId: visitor, viewing: beside, n: SHOWN };
      this.draw(await api.explanation(who, this.asking.signal));
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      say(this.wrong, problem.message);
      this.wrong.hidden = false;
    }
  }

  /** The same again stays as it is, with what somebody has selected in it. */
  draw(explanation) {
    const now = JSON.stringify(explanation);
    if (now === this.drawn) return;
    this.drawn = now;
    const stepped = explanation.steppedDown ? ` There is nothing better, since ${explanation.steppedDown}.` : '';
    this.result.replaceChildren(
      h(
        'section',
        { 'aria-labelledby': 'recommended-title' },
        h('h3', { id: 'recommended-title' }, 'Recommended'),
        h('p.soft', {}, `${SOURCES[explanation.source] ?? explanation.source}. ${explanation.reason}.${stepped}`),
        h(
          'ol.products',
          { 'data-testid': 'recommended' },
          explanation.items.map((item, at) => suggested(item, placeOf(at))),
        ),
      ),
      h(
        'section',
        { 'aria-labelledby': 'left-out-title' },
        h('h3', { id: 'left-out-title' }, 'Not recommended'),
        h('p.soft', {}, 'What could be expected here, and the rule that keeps it out.'),
        explanation.leftOut.length
          ? h(
              'ul.products',
              { 'data-testid': 'left-out' },
              explanation.leftOut.map((item) => suggested(item, noPlace())),
            )
          : h('p.nothing', {}, 'Nothing is kept out.'),
      ),
    );
  }

  /** Who was shown something last, to be looked up with one click. */
  showRecent(visitors) {
    const { user, visitor } = this.chosen ?? {};
    this.recent.hidden = !visitors.length;
    keyed(
      this.recent.querySelector('ul'),
      visitors.slice(0, 10),
      (one) => one.user ?? one.anonymousId,
      (one) =>
        h(
          'li',
          {},
          h('button.quiet.person', {
            type: 'button',
            onclick: () => this.onchoose(one.user ? { user: one.user } : { visitor: one.anonymousId }),
          }),
        ),
      (element, one) => {
        const button = element.firstElementChild;
        const name = one.user ? `Customer ${one.user}` : short(one.anonymousId);
        const chosen = one.user ? one.user === user : one.anonymousId === visitor;
        button.setAttribute('aria-pressed', String(chosen));
        const texts = [name, `${ageText(Date.now() - Date.parse(one.at))} ago at ${one.placement || 'a page'}`];
        if (!button.childElementCount) button.append(h('span'), h('span.soft'));
        texts.forEach((text, at) => say(button.children[at], text));
      },
    );
  }
}

const short = (id) => (id.length > 18 ? `${id.slice(0, 16)}…` : id);
