package shopstream.ingestion.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import shopstream.contracts.CheckFingerprint;
import shopstream.contracts.Contract;

/**
 * From what and by what the rows of each dataset are read: the table, and the check that judged them. Where either is
 * another, what the log holds is no longer what reading the row now would give.
 */
final class RowOrigins {
    private final DatabaseSource source;
    private final List<Contract> contracts;

    RowOrigins(DatabaseSource source, List<Contract> contracts) {
        this.source = source;
        this.contracts = List.copyOf(contracts);
    }

    /** As the log keeps it. @param tables by dataset, which table it is, as its server tells it */
    Map<String, String> of(Map<String, String> tables) {
        Map<String, String> origins = new TreeMap<>();
        for (Contract contract : contracts) {
            origins.put(
                    contract.dataset(),
                    CheckFingerprint.of(contract, source.zone()) + " " + tables.getOrDefault(contract.dataset(), ""));
        }
        return origins;
    }

    /** The tables of kept origins, by dataset. */
    static Map<String, String> tables(Map<String, String> kept) {
        Map<String, String> tables = new TreeMap<>();
        kept.forEach((dataset, origin) -> tables.put(dataset, origin.substring(origin.indexOf(' ') + 1)));
        tables.values().removeIf(String::isEmpty);
        return tables;
    }

    /** Which rows were judged by another contract than they would be now, as a sentence; nothing when none were. */
    Optional<String> judgedOtherwise(Map<String, String> kept) {
        String places = contracts.stream()
                .filter(contract -> kept.containsKey(contract.dataset()))
                .filter(contract ->
                        !kept.get(contract.dataset()).startsWith(CheckFingerprint.of(contract, source.zone()) + " "))
                .map(contract -> contract.dataset() + " (" + contract.place().file() + ")")
                .collect(Collectors.joining(", "));
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of("Columns, rules or the zone have changed of " + places
                        + ", and what the log holds was judged by those from before.");
    }
}
