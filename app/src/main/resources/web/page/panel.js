/** The frame of every panel: heading, what is compared, table and CSV, and its own error with a way out. */
import { csv, fileName, save } from './csv.js';
import { h, icon, say } from './element.js';

/**
 * A panel is {name, title, load(context), show(model, context), table?(model, context)}. `table` gives {columns, rows}
 * for the file; with `canSwitch` the same table can stand in place of the chart.
 */
export class Panel {
  constructor(name, { title, wide = false, canSwitch = false, testid = name }) {
    this.name = name;
    this.canSwitch = canSwitch;
    this.heading = h('h2', { id: `heading-${name}` }, title);
    this.note = h('p.panel-note');
    this.actions = h('div.panel-actions');
    this.body = h('div.panel-body');
    this.asTable = h('div.panel-table', {
      hidden: true,
      tabindex: '0',
      role: 'region',
      'aria-label': `${title} as a table`,
    });
    this.trouble = h('div.panel-trouble', { role: 'alert', hidden: true });
    this.element = h(
      wide ? 'section.panel.wide' : 'section.panel',
      { 'aria-labelledby': `heading-${name}`, 'data-testid': testid, 'data-panel': name },
      h('header.panel-head', {}, h('div.panel-title', {}, this.heading, this.note), this.actions),
      this.trouble,
      this.body,
      this.asTable,
    );
    this.model = null;
  }

  /** Draws what was loaded, and remembers it for the file. */
  draw(model, context) {
    this.model = model;
    this.context = context;
    this.trouble.hidden = true;
    this.show(model, context);
    if (this.table && !this.actions.childElementCount) this.offerTable();
    if (!this.asTable.hidden) this.fillTable();
  }

  title(text) {
    say(this.heading, text);
  }

  /** Says what went wrong where the figures would be; the old figures stay. */
  fail(problem, retry) {
    this.trouble.replaceChildren(
      h('p', {}, problem.message),
      problem.allowed ? h('p', {}, `Allowed: ${[].concat(problem.allowed).join(', ')}`) : '',
      h('button.quiet', { type: 'button', onclick: retry }, 'Try again'),
    );
    this.trouble.hidden = false;
  }

  offerTable() {
    if (this.canSwitch) {
      this.switcher = h(
        'button.tool',
        { type: 'button', 'aria-pressed': 'false', 'data-testid': `table-${this.name}`, onclick: () => this.switch() },
        icon('table'),
        h('span', {}, 'Table'),
      );
      this.actions.append(this.switcher);
    }
    this.actions.append(
      h(
        'button.tool',
        {
          type: 'button',
          'data-testid': `csv-${this.name}`,
          'aria-label': `Download ${this.heading.textContent} as CSV`,
          title: 'Download as CSV',
          onclick: () => this.download(),
        },
        icon('save'),
        h('span', {}, 'CSV'),
      ),
    );
  }

  download() {
    save(fileName(this.context, this.fileWords ?? this.name), csv(this.table(this.model, this.context)));
  }

  switch() {
    const shown = this.asTable.hidden;
    this.asTable.hidden = !shown;
    this.body.hidden = shown;
    this.switcher.setAttribute('aria-pressed', String(shown));
    if (shown) this.fillTable();
    else this.show(this.model, this.context);
  }

  fillTable() {
    const { columns, rows, shown = (value) => value } = this.table(this.model, this.context);
    this.asTable.replaceChildren(
      h(
        'table.plain',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            columns.map((name) => h('th', { scope: 'col' }, name)),
          ),
        ),
        h(
          'tbody',
          {},
          rows.map((row) =>
            h(
              'tr',
              {},
              row.map((value, index) => {
                const text = shown(value, index, row);
                return index ? h('td', {}, text) : h('th', { scope: 'row' }, text);
              }),
            ),
          ),
        ),
      ),
    );
  }
}
