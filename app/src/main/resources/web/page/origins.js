/** What each entry of the catalog is made of and what is made of it, told from the columns that each says it comes from. */
export class Origins {
  /** `entries` in the order in which data flows: each after all that it is made of. */
  constructor(entries) {
    this.entries = entries;
    this.byId = new Map(entries.map((entry) => [entry.id, entry]));
    this.sources = new Map(entries.map((entry) => [entry.id, this.read(entry)]));
  }

  read(entry) {
    const fields = [...entry.rows, ...entry.columns.flatMap((column) => column.from)];
    return new Set(fields.map((field) => field.table).filter((id) => this.byId.has(id) && id !== entry.id));
  }

  entry(id) {
    return this.byId.get(id);
  }

  /** The entry, all that it is made of and all that is made of it. */
  around(id) {
    const above = new Set([id]);
    for (const entry of [...this.entries].reverse())
      if (above.has(entry.id)) for (const source of this.sources.get(entry.id)) above.add(source);
    const below = new Set([id]);
    for (const entry of this.entries) if ([...this.sources.get(entry.id)].some((source) => below.has(source))) below.add(entry.id);
    return this.entries.filter((entry) => above.has(entry.id) || below.has(entry.id));
  }

  /** Of those entries, each with how many steps lie before it at most. */
  steps(entries) {
    const steps = new Map();
    for (const { id } of entries) {
      const before = [...this.sources.get(id)].filter((source) => steps.has(source)).map((source) => steps.get(source));
      steps.set(id, before.length ? 1 + Math.max(...before) : 0);
    }
    return steps;
  }

  /** By entry, the columns that this one is computed from and those that come from it. */
  touched(id, name) {
    const touched = new Map();
    const add = (entry, column) => touched.set(entry, (touched.get(entry) ?? new Set()).add(column));
    const follow = (entry, column) => {
      if (touched.get(entry)?.has(column)) return;
      add(entry, column);
      const found = this.byId.get(entry)?.columns.find((one) => one.name === column);
      for (const field of found?.from ?? []) follow(field.table, field.column);
    };
    follow(id, name);
    for (const [entry, columns] of this.below(id, name)) {
      if (!touched.has(entry)) touched.set(entry, new Set());
      for (const column of columns) add(entry, column);
    }
    return touched;
  }

  below(id, name) {
    const below = new Map([[id, [name]]]);
    const comes = ({ table, column }) => below.get(table)?.includes(column);
    for (const entry of this.entries) {
      if (entry.id === id) continue;
      const all = entry.rows.some(comes);
      const columns = entry.columns.filter((column) => all || column.from.some(comes)).map((column) => column.name);
      if (all || columns.length) below.set(entry.id, columns);
    }
    return below;
  }
}
