package shopstream.transformations.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;
import shopstream.contracts.Contract;
import shopstream.contracts.LakeTable;
import shopstream.contracts.PersonalNames;
import shopstream.contracts.Rules;
import shopstream.contracts.yaml.Place;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.MartCatalog;
import shopstream.eventlog.MartColumn;
import shopstream.eventlog.MartDeclaration;
import shopstream.eventlog.MartEdition;
import shopstream.lake.LakeProblem;

/**
 * The topics of marts whose rows are kept in the lake. Each edition has columns and a topic of its own, and so has a table
 * of its own; one that is made anew in another topic of the same name begins another table.
 */
final class MartHistories {
    private static final int LONG_BITS = 64;
    private static final int INT_BITS = 32;
    private static final int MICROSECONDS = 6;

    private MartHistories() {}

    /**
     * All editions that the log has of these marts, kept ones too: they may be taken back and go on.
     *
     * @param contracts what one of them calls personal stays out under the same name, as it does out of the datasets
     * @throws LakeProblem where that is part of a mart's key
     */
    static List<LoggedTable> of(LogAddress log, Set<String> marts, List<Contract> contracts) {
        if (marts.isEmpty()) {
            return List.of();
        }
        List<MartDeclaration> editions;
        try (MartCatalog catalog = new MartCatalog(log)) {
            editions = catalog.all().stream()
                    .filter(mart -> marts.contains(mart.name()))
                    .flatMap(mart -> mart.editions().stream())
                    .map(MartEdition::mart)
                    .toList();
        }
        Map<String, String> ids =
                LogTopics.ids(log, editions.stream().map(MartDeclaration::topic).toList());
        PersonalNames personal = PersonalNames.of(contracts);
        return editions.stream()
                .filter(edition -> ids.containsKey(edition.topic()))
                .map(edition -> new LoggedTable(
                        edition.topic(), contract(edition, shortened(ids.get(edition.topic())), personal), true))
                .toList();
    }

    private static String shortened(String id) {
        return String.format("%08x", id.hashCode());
    }

    private static Contract contract(MartDeclaration edition, String id, PersonalNames personal) {
        Place place = new Place(Path.of(edition.name() + ".yaml"), 1);
        List<Column> columns = new ArrayList<>();
        for (MartColumn column : edition.columns()) {
            int key = edition.key().indexOf(column.name()) + 1;
            boolean hidden = personal.contain(column.name());
            if (hidden && key > 0) {
                throw new LakeProblem(
                        "The key column `" + column.name() + "` of the mart " + edition.name()
                                + " has the name of a personal one, and stays out of the lake, which could not tell the"
                                + " rows apart without it.",
                        "Leave `lake: history` out of the mart's file, or give it a key that says nothing of a person.");
            }
            columns.add(new Column(
                    column.name(),
                    column.name(),
                    type(column.type()),
                    key > 0,
                    key,
                    Rules.NONE,
                    column.description(),
                    hidden ? Optional.of(Column.PERSONAL) : Optional.empty(),
                    place));
        }
        return new Contract(
                edition.name() + "_" + id,
                edition.name(),
                edition.fingerprint(),
                edition.topic(),
                columns,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(new LakeTable(List.of())),
                edition.description(),
                place);
    }

    /** What a mart may not declare when it asks for the lake is refused when its file is read. */
    private static ColumnType type(String sql) {
        return switch (sql) {
            case "BIGINT" -> new ColumnType.Whole(LONG_BITS);
            case "INTEGER" -> new ColumnType.Whole(INT_BITS);
            case "DATE" -> new ColumnType.Day();
            case "TIMESTAMPTZ" -> new ColumnType.Moment(MICROSECONDS);
            case "BOOLEAN" -> new ColumnType.Flag();
            case "VARCHAR" -> new ColumnType.Text(Integer.MAX_VALUE);
            default -> decimal(sql);
        };
    }

    private static ColumnType decimal(String sql) {
        String[] digits = sql.replaceAll("[^0-9,]", "").split(",");
        return new ColumnType.Decimal(Integer.parseInt(digits[0]), Integer.parseInt(digits[1]));
    }
}
