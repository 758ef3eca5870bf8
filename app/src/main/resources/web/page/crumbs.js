/** Where we are, and the way back. */
import { dimension, plural, roots } from './dimensions.js';
import { h, icon } from './element.js';
import { addressOf } from './view.js';

export class Crumbs {
  element = h('nav.crumbs', { 'aria-label': 'Where you are', 'data-testid': 'breadcrumbs', hidden: true });

  show(context) {
    const { view, dashboard, labelOf } = context;
    this.element.hidden = !view.inside.length;
    const root = view.inside.length ? dimension(dashboard, view.inside[0].dimension) : roots(dashboard)[0];
    const places = [
      { text: `All ${plural(root?.title ?? '').toLowerCase()}`, inside: [] },
      ...view.inside.map((step, index) => ({
        text: labelOf(step.dimension, step.value),
        inside: view.inside.slice(0, index + 1),
      })),
    ];
    this.element.replaceChildren(
      h(
        'ol',
        {},
        places.map((place, index) =>
          h(
            'li',
            {},
            index === places.length - 1
              ? h('h1', { 'aria-current': 'page', tabindex: '-1' }, place.text)
              : [this.link(place, context), icon('right')],
          ),
        ),
      ),
    );
  }

  link({ text, inside }, context) {
    const view = { ...context.view, inside, find: '', sort: 'figure' };
    return h(
      'a',
      {
        href: addressOf(view, context.dashboard, context.isFirst),
        onclick: (event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          context.go({ inside, find: '', sort: 'figure' });
        },
      },
      text,
    );
  }

  focus() {
    this.element.querySelector('h1')?.focus({ preventScroll: true });
  }
}
