package shopstream.ingestion.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which columns could refer to which table by their names and types; whether their values do is asked of the database. */
final class ReferenceGuess {
    private static final int LEAST_STEM = 4;

    private ReferenceGuess() {}

    /** At most one target for every column; nothing is looked for yet. */
    static List<ReferenceReading> of(List<TableReading> tables) {
        List<ReferenceReading> guesses = new ArrayList<>();
        for (TableReading table : tables) {
            for (ColumnReading column : table.columns()) {
                // A table's own key names its rows; part of a longer key usually refers to somebody else's.
                if (table.key().size() != 1 || !table.key().contains(column.name())) {
                    target(table, column, tables).ifPresent(guesses::add);
                }
            }
        }
        return guesses;
    }

    private static Optional<ReferenceReading> target(
            TableReading table, ColumnReading column, List<TableReading> tables) {
        return tables.stream()
                .filter(other -> !other.name().equals(table.name()))
                .filter(other -> other.singleKey().map(ColumnReading::family).equals(Optional.of(column.family())))
                .filter(other -> likeness(column, other) > 0)
                .max(Comparator.comparingInt(other -> likeness(column, other)))
                .map(other -> new ReferenceReading(
                        table.name(), column.name(), other.name(), other.key().get(0), false, true, 0, 0));
    }

    /** 0 when the names have nothing to do with each other. */
    static int likeness(ColumnReading column, TableReading target) {
        Words key = Words.of(target.key().get(0));
        String name = column.words().joined();
        String table = target.words().singular().joined();
        String last = last(target.words().singular());
        String stem = column.words().withoutKeyWords().singular().joined();
        if (!key.mereKey() && name.equals(key.joined())) {
            return 5;
        } else if (!column.words().equals(column.words().withoutKeyWords()) && stem.equals(table)) {
            return 4;
        } else if (!key.mereKey() && key.joined().length() > LEAST_STEM && name.endsWith(key.joined())) {
            return 3;
        } else if (!stem.isEmpty() && !column.words().equals(column.words().withoutKeyWords())) {
            boolean ends = table.length() >= LEAST_STEM && stem.endsWith(table);
            boolean begins = stem.length() >= LEAST_STEM && table.startsWith(stem);
            return stem.equals(last) || ends ? 2 : begins ? 1 : 0;
        }
        return 0;
    }

    private static String last(Words words) {
        return words.parts().isEmpty() ? "" : words.parts().get(words.parts().size() - 1);
    }
}
