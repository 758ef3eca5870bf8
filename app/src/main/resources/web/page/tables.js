/** The tables that can be asked, with their columns and what they mean. A click puts a name into the question. */
import { h, say } from './element.js';
import { quoted } from './names.js';

const KINDS = { MEASURES: 'Measures', MART: 'Marts', SEED: 'Small tables', LAKE: 'Lake' };

export class Tables {
  constructor(element, find, onname) {
    this.element = element;
    this.onname = onname;
    this.find = find;
    this.tables = [];
    find.addEventListener('input', () => this.show());
  }

  /** `missing` says why the lake's are not among them. */
  fill(tables, missing) {
    this.tables = tables;
    this.missing = missing;
    this.show();
  }

  fail(problem) {
    say(this.element, problem.message);
  }

  show() {
    const wanted = this.find.value.trim().toLowerCase();
    const has = (text) => text.toLowerCase().includes(wanted);
    const matches = (table) => has(table.name) || table.columns.some((column) => has(column.name));
    const found = this.tables.filter((table) => !wanted || matches(table));
    this.element.replaceChildren(
      ...Object.entries(KINDS).flatMap(([kind, title]) => {
        const those = found.filter((table) => table.kind === kind);
        return those.length
          ? [h('h3', {}, title), ...those.map((table) => this.table(table, wanted !== '' && !has(table.name)))]
          : [];
      }),
    );
    if (this.missing) this.element.append(h('h3', {}, KINDS.LAKE), h('p.soft', {}, this.missing));
    if (!found.length) this.element.append(h('p.soft', {}, `No table or column is called “${this.find.value}”.`));
  }

  table(table, isOpen) {
    return h(
      'details.known-table',
      { open: isOpen, 'data-testid': `table-${table.name}` },
      h('summary', {}, table.name),
      h('p.soft', {}, table.description),
      this.name(table.name, table.name, `Put ${table.name} into the question`, 'Use this table'),
      h(
        'ul.known-columns',
        {},
        table.columns.map((column) =>
          h(
            'li',
            {},
            this.name(quoted(column.name), column.name, `Put ${column.name} into the question`),
            h('span.known-type', {}, shortType(column.type)),
            column.description ? h('span.known-words', {}, column.description) : null,
          ),
        ),
      ),
    );
  }

  name(inserted, name, label, text = name) {
    return h(
      'button.link',
      { type: 'button', 'aria-label': label, title: label, onclick: () => this.onname(inserted) },
      text,
    );
  }
}

/** As people say it. */
export function shortType(type) {
  if (type === 'TIMESTAMP WITH TIME ZONE' || type === 'TIMESTAMPTZ') return 'time';
  if (type === 'VARCHAR') return 'text';
  if (type === 'BOOLEAN') return 'yes or no';
  if (type === 'DATE') return 'day';
  if (/^(DECIMAL|DOUBLE|FLOAT|HUGEINT|UHUGEINT|U?BIGINT|U?INTEGER|U?SMALLINT|U?TINYINT)/.test(type)) return 'number';
  return type.toLowerCase();
}

export const isNumber = (type) => shortType(type) === 'number';
export const isTime = (type) => /^(DATE|TIMESTAMP)/.test(type);
