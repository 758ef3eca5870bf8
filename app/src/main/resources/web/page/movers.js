/** What rose and fell most, in words. */
import { change } from './change.js';
import { labelIn, leaf, rootOf, roots } from './dimensions.js';
import { h, keyed } from './element.js';
import { compact, numberOf, rangeText, signed } from './format.js';
import { Panel } from './panel.js';
import { elapsedPart } from './comparison.js';
import { byValues, inComparison, inPeriod, keyOf } from './questions.js';

const EACH_WAY = 3;

export class Movers extends Panel {
  slow = true;

  constructor(dashboard, { wide = false } = {}) {
    super('movers', { title: 'What rose and fell most', wide });
    this.dashboard = dashboard;
    this.rises = h('ul.moves');
    this.falls = h('ul.moves');
    this.noRise = h('p.soft', { hidden: true }, 'Nothing rose.');
    this.noFall = h('p.soft', { hidden: true }, 'Nothing fell.');
    this.none = h('p.nothing', { hidden: true });
    this.body.append(
      this.none,
      h(
        'div.both',
        {},
        h('div', {}, h('h3', {}, 'Rose'), this.noRise, this.rises),
        h('div', {}, h('h3', {}, 'Fell'), this.noFall, this.falls),
      ),
    );
  }

  /** The finest place, the finest article, and where the first two trees meet. */
  groups(context) {
    const inside = new Set(context.view.inside.map((step) => step.dimension));
    const taken = new Set(context.view.inside.map((step) => rootOf(this.dashboard, step.dimension).name));
    const first = roots(this.dashboard).filter((root) => !taken.has(root.name));
    const finest = roots(this.dashboard)
      .map((root) => leaf(this.dashboard, root.name))
      .filter((one) => !inside.has(one.name));
    const meeting = first.length > 1 ? [[first[1], first[0]]] : [];
    return [...meeting, ...finest.map((one) => [one])];
  }

  async load(context) {
    if (!context.compared) return { moves: [] };
    const groups = this.groups(context);
    const answers = await Promise.all(
      groups.flatMap((group) => {
        const by = group.map((one) => one.name);
        return [inPeriod(context, { by }), inComparison(context, { by })];
      }),
    );
    return { groups, answers };
  }

  /** Every value's move, worked out when drawn, so that choosing another measure needs no new answer. */
  moves({ groups, answers }, { measure }) {
    return groups
      .flatMap((group, index) => {
        const names = group.map((one) => one.name);
        const now = byValues(answers[index * 2].rows, names);
        const before = byValues(answers[index * 2 + 1].rows, names);
        return [...new Set([...now.keys(), ...before.keys()])].map((key) => {
          const row = now.get(key) ?? before.get(key);
          return {
            key: `${names}|${key}`,
            label: group.map((one) => labelIn(row, one)).join(' in '),
            steps: group.map((one) => ({
              dimension: one.name,
              value: keyOf(row, [one.name]),
              label: labelIn(row, one),
            })),
            was: numberOf(before.get(key)?.[measure.name]),
            ...change(numberOf(now.get(key)?.[measure.name]) ?? 0, numberOf(before.get(key)?.[measure.name])),
          };
        });
      })
      .filter((move) => move.kind === 'rise' || move.kind === 'fall');
  }

  show(model, context) {
    const moves = model.groups ? this.moves(model, context) : [];
    const most = (kind, sign) =>
      moves
        .filter((move) => move.kind === kind)
        .sort((one, other) => sign * (other.difference - one.difference))
        .slice(0, EACH_WAY);
    this.shown = [...most('rise', 1), ...most('fall', -1)];
    const part = elapsedPart(context.compared, context.range, context.completeTo(), context.zone);
    this.none.hidden = this.shown.length > 0;
    this.none.textContent = context.compared
      ? 'There are no earlier figures to compare with, so nothing can be said to have risen or fallen.'
      : 'Choose a comparison to see what rose and fell.';
    this.rises.parentElement.parentElement.hidden = this.shown.length === 0;
    this.note.textContent =
      part && this.shown.length
        ? `${context.measure.title} against ${rangeText(part.start, part.end, context.zone)}`
        : '';
    for (const [list, nothing, kind] of [
      [this.rises, this.noRise, 'rise'],
      [this.falls, this.noFall, 'fall'],
    ]) {
      const moved = this.shown.filter((move) => move.kind === kind);
      nothing.hidden = moved.length > 0;
      keyed(
        list,
        moved,
        (move) => move.key,
        () => h('li'),
        (element, move) => this.tell(element, move, context),
      );
    }
  }

  tell(element, move, context) {
    const { measure, currency } = context;
    const words = `${move.label}|${move.difference}|${measure.name}`;
    if (element.dataset.words === words) return;
    element.dataset.words = words;
    const share = Math.abs(move.share * 100).toLocaleString(undefined, {
      maximumFractionDigits: move.share > 1 ? 0 : 1,
    });
    for (const step of move.steps) context.remember(step.dimension, step.value, step.label);
    element.replaceChildren(
      h('button.link', { type: 'button', onclick: () => this.follow(move) }, move.label),
      ' ',
      h(
        'span.change',
        { 'data-kind': move.kind },
        `${move.kind === 'rise' ? '↑' : '↓'} ${signed(move.difference, measure, currency)}`,
      ),
      h(
        'span.soft',
        {},
        `, ${share}% ${move.kind === 'rise' ? 'more' : 'less'} than ${compact(move.was, measure, currency)}`,
      ),
    );
  }

  follow(move) {
    const own = new Set(move.steps.map((step) => step.dimension));
    this.context.go((view) => ({
      filters: [
        ...view.filters.filter((one) => !own.has(one.dimension)),
        ...move.steps.map(({ dimension, value }) => ({ dimension, value })),
      ],
    }));
  }

  table(model, context) {
    return {
      columns: ['what', `${context.measure.title} difference`, 'change %'],
      rows: this.shown.map((move) => [move.label, Number(move.difference.toFixed(2)), (move.share * 100).toFixed(1)]),
    };
  }
}
