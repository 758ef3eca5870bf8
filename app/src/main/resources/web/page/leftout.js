/** Figures that the models shown cannot give for now: said in a calm line under the others, until the page can show them. */
import * as api from './api.js';
import { h, say } from './element.js';

const namesOf = ({ leftOut }) => (leftOut?.names ?? []).join(' ');

export class LeftOut {
  element = h('p.apart', { hidden: true, 'data-testid': 'left-out' });
  words = h('span');

  constructor(dashboard) {
    this.dashboard = dashboard;
    this.element.append(this.words, ' ', h('a', { href: '/status' }, 'See the status'));
  }

  /** Takes an answer, which says what was left out of it. */
  show(answer) {
    this.element.hidden = !answer.leftOut;
    say(this.words, answer.leftOut?.message ?? '');
    if (namesOf(answer) !== namesOf(this.dashboard)) this.beginAnew();
  }

  /** Other tiles and panels than before. The address holds what is looked at. */
  async beginAnew() {
    const dashboards = await api.dashboards().catch(() => []);
    const now = dashboards.find((one) => one.name === this.dashboard.name);
    if (now && namesOf(now) !== namesOf(this.dashboard)) location.reload();
  }
}
