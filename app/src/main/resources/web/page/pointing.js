/** Pointing at a chart: hovering reads, dragging selects, arrow keys do both without a mouse. */
import { point } from './crosshair.js';
import { say } from './element.js';

const DRAG_PIXELS = 6;

export class Pointing {
  /** `chart` has stage, selection, heard, indexAt(x), positionOf(index), linesAt(index), zoom(first, last). */
  constructor(chart) {
    this.chart = chart;
    this.index = null;
    this.from = null;
    const { stage } = chart;
    stage.addEventListener('pointermove', (event) => this.move(event));
    stage.addEventListener('pointerleave', () => this.leave());
    stage.addEventListener('pointerdown', (event) => this.press(event));
    stage.addEventListener('pointerup', (event) => this.release(event));
    stage.addEventListener('pointercancel', () => this.cancel());
    stage.addEventListener('keydown', (event) => this.key(event));
    stage.addEventListener('blur', () => this.leave());
  }

  at(event) {
    return this.chart.indexAt(event.clientX - this.chart.stage.getBoundingClientRect().left);
  }

  read(index) {
    this.index = index;
    point(index === null ? null : this.chart.drawn.starts[index]);
  }

  move(event) {
    const index = this.at(event);
    if (index === null) return;
    if (this.from !== null && Math.abs(event.clientX - this.pressedAt) > DRAG_PIXELS) this.mark(this.from, index);
    if (index !== this.index) this.read(index);
  }

  press(event) {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    this.from = this.at(event);
    this.pressedAt = event.clientX;
    this.chart.stage.setPointerCapture(event.pointerId);
  }

  release(event) {
    const [first, last] = [this.from, this.at(event)].sort((one, other) => one - other);
    const isDrag = this.from !== null && Math.abs(event.clientX - this.pressedAt) > DRAG_PIXELS;
    this.cancel();
    if (isDrag && first !== last) this.chart.zoom(first, last);
  }

  cancel() {
    this.from = null;
    this.chart.selection.hidden = true;
  }

  leave() {
    if (this.index === null) return;
    this.cancel();
    this.read(null);
  }

  mark(first, last) {
    const [left, right] = [this.chart.positionOf(first), this.chart.positionOf(last)].sort((one, other) => one - other);
    this.chart.selection.hidden = first === last;
    this.chart.selection.style.setProperty('--x', `${left}px`);
    this.chart.selection.style.setProperty('--width', `${right - left}px`);
  }

  key(event) {
    const count = this.chart.drawn?.starts.length ?? 0;
    const steps = { ArrowLeft: -1, ArrowRight: 1, Home: -count, End: count, PageUp: -7, PageDown: 7 };
    if (event.key in steps && count) {
      event.preventDefault();
      const anchor = this.index ?? (steps[event.key] > 0 ? -1 : count);
      const next = Math.max(0, Math.min(count - 1, anchor + steps[event.key]));
      if (event.shiftKey) this.from ??= this.index ?? next;
      else this.cancel();
      this.read(next);
      if (this.from !== null) this.mark(this.from, next);
      const { when, value, before, moved, campaigns, unusual } = this.chart.linesAt(next);
      say(this.chart.heard, [when, value, before, moved, ...campaigns, ...unusual].filter(Boolean).join(', '));
    } else if (event.key === 'Enter' && this.index !== null) {
      event.preventDefault();
      const [first, last] = [this.from ?? this.index, this.index].sort((one, other) => one - other);
      this.leave();
      this.chart.zoom(first, last);
    } else if (event.key === 'Escape' && this.index !== null) {
      event.stopPropagation();
      this.leave();
    }
  }
}
