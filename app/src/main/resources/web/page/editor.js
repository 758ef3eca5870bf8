/** The field for a question: a plain text field that completes names. */
import { h } from './element.js';
import { namesAt } from './names.js';

export class Editor {
  /** `onrun` is told when the keys ask for it. */
  constructor(field, list, onrun) {
    this.field = field;
    this.list = list;
    this.onrun = onrun;
    this.tables = [];
    this.close();
    field.addEventListener('input', () => this.offer());
    field.addEventListener('keydown', (event) => this.press(event));
    field.addEventListener('blur', () => this.close());
    field.addEventListener('scroll', () => this.close());
    field.addEventListener('click', () => this.close());
  }

  get sql() {
    return this.field.value;
  }

  set sql(text) {
    this.field.value = text;
    this.close();
  }

  /** Puts a name where the caret is. */
  insert(name) {
    const { selectionStart: start, selectionEnd: end } = this.field;
    const glued = start > 0 && /[\w"]$/.test(this.sql.slice(0, start));
    this.replace(start, end, glued ? ` ${name}` : name);
    this.field.focus();
  }

  press(event) {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key === 'Enter') {
      event.preventDefault();
      this.close();
      this.onrun();
    } else if (event.ctrlKey && event.key === ' ') {
      event.preventDefault();
      this.offer(true);
    } else if (this.items.length) {
      this.choose(event);
    }
  }

  choose(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      this.mark((this.marked + steps[event.key] + this.items.length) % this.items.length);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      this.take(this.marked);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.close();
    }
  }

  offer(wanted = false) {
    const { from, items } = namesAt(this.sql, this.field.selectionStart, this.tables, wanted);
    if (!items.length) return this.close();
    this.from = from;
    this.items = items;
    this.list.replaceChildren(
      ...items.map((item, index) =>
        h(
          'li.word',
          {
            role: 'option',
            id: `word-${index}`,
            'data-kind': item.kind,
            onmousedown: (event) => {
              event.preventDefault();
              this.take(index);
            },
          },
          h('span.word-text', {}, item.text),
          item.words ? h('span.word-words', {}, item.words) : null,
        ),
      ),
    );
    this.list.hidden = false;
    this.place();
    this.mark(0);
  }

  /** Below the caret; the field's letters are all of one width. */
  place() {
    const style = getComputedStyle(this.field);
    const before = this.sql.slice(0, this.from).split('\n');
    const line = parseFloat(style.lineHeight);
    const left = parseFloat(style.paddingLeft) + before.at(-1).length * letter(style) - this.field.scrollLeft;
    const most = Math.max(0, this.field.clientWidth - this.list.offsetWidth);
    this.list.style.setProperty('--left', `${Math.max(0, Math.min(left, most))}px`);
    this.list.style.setProperty(
      '--top',
      `${parseFloat(style.paddingTop) + before.length * line - this.field.scrollTop + 6}px`,
    );
  }

  mark(index) {
    this.marked = index;
    [...this.list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
    this.list.children[index].scrollIntoView({ block: 'nearest' });
    this.field.setAttribute('aria-activedescendant', `word-${index}`);
  }

  take(index) {
    this.replace(this.from, this.field.selectionStart, this.items[index].text);
    this.close();
  }

  replace(from, to, text) {
    this.field.setRangeText(text, from, to, 'end');
  }

  close() {
    this.items = [];
    this.list.hidden = true;
    this.field.removeAttribute('aria-activedescendant');
  }
}

let pen;

function letter(style) {
  pen ??= document.createElement('canvas').getContext('2d');
  pen.font = `${style.fontSize} ${style.fontFamily}`;
  return pen.measureText('m').width;
}
