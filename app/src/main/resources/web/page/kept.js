/** The saved questions: kept by a name, opened with a click, deleted with two. */
import * as api from './api.js';
import { h, say } from './element.js';
import { closeBoxes, popover } from './popover.js';

export class Kept {
  /** `now` gives the question as it stands, `onopen` is told which one is opened. */
  constructor({ section, list, place, now, onopen }) {
    this.section = section;
    this.list = list;
    this.now = now;
    this.onopen = onopen;
    this.name = '';
    this.box = h('div', { 'aria-label': 'Save the question', 'data-testid': 'save-box' });
    const button = h('button.quiet', { type: 'button', 'data-testid': 'save' }, 'Save');
    place.append(popover(button, this.box, () => this.fillBox()));
    api.questions().then((answer) => this.show(answer.questions), () => {});
  }

  fillBox() {
    const name = h('input.search', {
      type: 'text',
      value: this.name,
      maxlength: '80',
      required: true,
      'data-first': true,
      'data-testid': 'save-name',
    });
    const wrong = h('p.wrong', { role: 'alert' });
    this.box.replaceChildren(
      h(
        'form.save-form',
        {
          novalidate: true,
          onsubmit: async (event) => {
            event.preventDefault();
            try {
              if (!name.value.trim()) throw new Error('Give it a name.');
              this.show((await api.saveQuestion(name.value.trim(), this.now())).questions);
              this.name = name.value.trim();
              closeBoxes();
            } catch (problem) {
              say(wrong, problem.message);
            }
          },
        },
        h('label', {}, 'Name', name),
        wrong,
        h('button.primary', { type: 'submit', 'data-testid': 'save-done' }, 'Save'),
      ),
    );
  }

  show(questions) {
    this.section.hidden = !questions.length;
    this.list.replaceChildren(...questions.map((question) => this.line(question)));
  }

  line(question) {
    const { name } = question;
    const remove = h('button.tool', { type: 'button', 'aria-label': `Delete ${name}` }, 'Delete');
    remove.addEventListener('click', async () => {
      if (remove.dataset.sure !== 'yes') {
        remove.dataset.sure = 'yes';
        remove.setAttribute('aria-label', `Really delete ${name}?`);
        say(remove, 'Really?');
        return;
      }
      this.show((await api.deleteQuestion(name)).questions);
    });
    remove.addEventListener('blur', () => {
      delete remove.dataset.sure;
      remove.setAttribute('aria-label', `Delete ${name}`);
      say(remove, 'Delete');
    });
    return h(
      'li',
      { 'data-testid': `saved-${name}` },
      h(
        'button.link',
        {
          type: 'button',
          onclick: () => {
            this.name = name;
            this.onopen(question);
          },
        },
        name,
      ),
      remove,
    );
  }
}
