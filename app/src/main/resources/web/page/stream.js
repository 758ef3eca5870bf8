/**
 * The stream of changes. Says how far behind the figures are, and notices by itself when nobody answers any more: a
 * stream that is silent for longer than its heartbeat is not called live.
 */
const SILENCE_MILLIS = 6_000;
const RETRY_MILLIS = [500, 1_000, 2_000, 5_000];

export class Stream {
  constructor(address, { onchange, onstate }) {
    Object.assign(this, { address, onchange, onstate });
    this.state = { connection: 'connecting', completeTo: null, lagMillis: null, heardAt: null, lostSince: null };
    this.attempts = 0;
    this.version = undefined;
    setInterval(() => this.watch(), 500);
    this.open();
  }

  open() {
    this.source?.close();
    this.openedAt = performance.now();
    this.source = new EventSource(this.address);
    this.source.onopen = () => {
      this.openedAt = performance.now();
    };
    this.source.onerror = () => this.lose();
    for (const kind of ['change', 'heartbeat', 'message']) {
      this.source.addEventListener(kind, (event) => this.hear(kind, event));
    }
  }

  hear(kind, event) {
    const told = parsed(event.data);
    const wasLost = this.state.connection === 'lost';
    this.attempts = 0;
    this.state = {
      connection: 'open',
      heardAt: performance.now(),
      lostSince: null,
      completeTo: told.completeTo ? Date.parse(told.completeTo) : this.state.completeTo,
      lagMillis: told.lagMillis ?? this.state.lagMillis,
    };
    const isNews = kind === 'change' || wasLost || (told.version !== undefined && told.version !== this.version);
    this.version = told.version ?? this.version;
    this.onstate(this.state);
    if (isNews) this.onchange();
  }

  lose() {
    this.source.close();
    if (this.state.connection !== 'lost') {
      this.state = { ...this.state, connection: 'lost', lostSince: Date.now() };
      this.onstate(this.state);
    }
    const wait = RETRY_MILLIS[Math.min(this.attempts++, RETRY_MILLIS.length - 1)];
    this.retryAt = performance.now() + wait;
  }

  watch() {
    const now = performance.now();
    if (this.source.readyState === EventSource.CLOSED) {
      if (now >= this.retryAt) this.open();
    } else if (now - Math.max(this.openedAt, this.state.heardAt ?? 0) > SILENCE_MILLIS) {
      this.lose();
    }
    this.onstate(this.state);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
