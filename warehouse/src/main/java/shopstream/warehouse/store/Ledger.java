package shopstream.warehouse.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import shopstream.eventlog.MartDeclaration;

/** What the warehouse remembers about itself, in the same file and the same transactions as the rows. */
final class Ledger {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final String RESUME = "resume";

    private final DuckDBConnection connection;

    Ledger(DuckDBConnection connection) {
        this.connection = connection;
    }

    static void create(Statement statement) throws SQLException {
        for (String schema : List.of("shopstream", "marts", "aggregates")) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
        }
        statement.execute(
                "CREATE TABLE IF NOT EXISTS shopstream.generations (name VARCHAR, mart VARCHAR, topic_id VARCHAR, "
                        + "declaration VARCHAR, shown BOOLEAN)");
        addColumns(statement);
        statement.execute("CREATE TABLE IF NOT EXISTS shopstream.positions (name VARCHAR, topic_partition INTEGER, "
                + "position BIGINT, applied_at TIMESTAMPTZ)");
        statement.execute("CREATE TABLE IF NOT EXISTS shopstream.texts (kind VARCHAR, name VARCHAR, content VARCHAR)");
    }

    /** Warehouses from before generations were kept lack these. Only then: the statement resets a column that is there. */
    private static void addColumns(Statement statement) throws SQLException {
        boolean missing;
        try (ResultSet found = statement.executeQuery("SELECT 1 FROM duckdb_columns() WHERE schema_name = 'shopstream'"
                + " AND table_name = 'generations' AND column_name = 'retired'")) {
            missing = !found.next();
        }
        if (missing) {
            statement.execute("ALTER TABLE shopstream.generations ADD COLUMN retired BOOLEAN DEFAULT false");
            statement.execute("ALTER TABLE shopstream.generations ADD COLUMN complete_to TIMESTAMPTZ");
        }
    }

    List<Generation> generations() throws SQLException {
        var positions = new HashMap<String, Map<Integer, Long>>();
        var generations = new ArrayList<Generation>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows =
                    statement.executeQuery("SELECT name, topic_partition, position FROM shopstream.positions")) {
                while (rows.next()) {
                    positions
                            .computeIfAbsent(rows.getString(1), n -> new HashMap<>())
                            .put(rows.getInt(2), rows.getLong(3));
                }
            }
            try (ResultSet rows = statement.executeQuery(
                    "SELECT name, topic_id, declaration, shown, retired FROM shopstream.generations")) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    var table = new MartTable(declaration(rows.getString(3)), name);
                    generations.add(new Generation(
                            table,
                            rows.getString(2),
                            rows.getBoolean(4),
                            rows.getBoolean(5),
                            positions.getOrDefault(name, Map.of())));
                }
            }
        }
        return generations;
    }

    /** When a generation's positions last moved. */
    Optional<Instant> appliedAt(String name) {
        return instant("SELECT epoch_ms(max(applied_at)) FROM shopstream.positions WHERE name = ?", name);
    }

    void add(Generation generation) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO shopstream.generations VALUES (?, ?, ?, ?, ?, false, NULL)")) {
            statement.setString(1, generation.table().name());
            statement.setString(2, generation.mart().name());
            statement.setString(3, generation.topicId());
            statement.setString(4, json(generation.mart()));
            statement.setBoolean(5, generation.current());
            statement.execute();
        }
    }

    private static String json(MartDeclaration mart) {
        try {
            return JSON.writeValueAsString(mart);
        } catch (JsonProcessingException e) {
            throw new WarehouseException("Cannot write down the mart " + mart.name(), e);
        }
    }

    void show(Generation generation) throws SQLException {
        update("UPDATE shopstream.generations SET shown = true, retired = false WHERE name = ?", generation);
    }

    /** @param completeTo how complete it was; empty when that is not known */
    void retire(Generation generation, Optional<Instant> completeTo) throws SQLException {
        String reached = completeTo
                .map(time -> "make_timestamptz(" + time.toEpochMilli() * 1000 + ")")
                .orElse("NULL");
        update(
                "UPDATE shopstream.generations SET shown = false, retired = true, complete_to = " + reached
                        + " WHERE name = ?",
                generation);
    }

    /** How complete a generation was when it was retired. */
    Optional<Instant> completeTo(String name) {
        return instant("SELECT epoch_ms(complete_to) FROM shopstream.generations WHERE name = ?", name);
    }

    /** Writes a declaration down anew, in place of the one of the same rows. */
    void declare(Generation generation) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE shopstream.generations SET declaration = ? WHERE name = ?")) {
            statement.setString(1, json(generation.mart()));
            statement.setString(2, generation.table().name());
            statement.execute();
        }
    }

    private void update(String sql, Generation generation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, generation.table().name());
            statement.execute();
        }
    }

    private Optional<Instant> instant(String sql, String name) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                long millis = rows.next() ? rows.getLong(1) : 0;
                return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
            }
        } catch (SQLException e) {
            throw new WarehouseException("Cannot read the warehouse's own notes: " + e.getMessage(), e);
        }
    }

    void remove(Generation generation) throws SQLException {
        forget(RESUME, generation.table().name());
        for (String table : List.of("generations", "positions")) {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM shopstream." + table + " WHERE name = ?")) {
                statement.setString(1, generation.table().name());
                statement.execute();
            }
        }
    }

    void positions(Generation generation, Instant now) throws SQLException {
        long micros = now.toEpochMilli() * 1000;
        for (var entry : generation.positions().entrySet()) {
            try (PreparedStatement update = connection.prepareStatement("UPDATE shopstream.positions SET position = ?, "
                    + "applied_at = make_timestamptz(?) WHERE name = ? AND topic_partition = ?")) {
                update.setLong(1, entry.getValue());
                update.setLong(2, micros);
                update.setString(3, generation.table().name());
                update.setInt(4, entry.getKey());
                if (update.executeUpdate() == 0) {
                    insertPosition(generation.table().name(), entry, micros);
                }
            }
        }
    }

    void resume(String name, Map<Integer, Long> positions) throws SQLException {
        String content = positions.entrySet().stream()
                .map(position -> position.getKey() + "=" + position.getValue())
                .collect(Collectors.joining(","));
        text(RESUME, name, content);
    }

    Optional<Map<Integer, Long>> resume(String name) {
        try {
            return text(RESUME, name).map(content -> {
                var positions = new HashMap<Integer, Long>();
                for (String position : content.split(",")) {
                    int at = position.indexOf('=');
                    if (at > 0) {
                        positions.put(
                                Integer.parseInt(position.substring(0, at)),
                                Long.parseLong(position.substring(at + 1)));
                    }
                }
                return Map.copyOf(positions);
            });
        } catch (SQLException e) {
            throw new WarehouseException("Cannot read the warehouse's own notes: " + e.getMessage(), e);
        }
    }

    private void insertPosition(String name, Map.Entry<Integer, Long> entry, long micros) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO shopstream.positions VALUES (?, ?, ?, make_timestamptz(?))")) {
            insert.setString(1, name);
            insert.setInt(2, entry.getKey());
            insert.setLong(3, entry.getValue());
            insert.setLong(4, micros);
            insert.execute();
        }
    }

    /** A remembered text, such as a seed's content or the fingerprint of aggregates that are current. */
    Optional<String> text(String kind, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT content FROM shopstream.texts WHERE kind = ? AND name = ?")) {
            statement.setString(1, kind);
            statement.setString(2, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        }
    }

    void text(String kind, String name, String content) throws SQLException {
        forget(kind, name);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO shopstream.texts VALUES (?, ?, ?)")) {
            insert.setString(1, kind);
            insert.setString(2, name);
            insert.setString(3, content);
            insert.execute();
        }
    }

    /** Forgets the texts of a kind whose name, or whose content under that name, is another than these. */
    void forgetOther(String kind, Map<String, String> contents) throws SQLException {
        var others = new ArrayList<String>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT name, content FROM shopstream.texts WHERE kind = ?")) {
            statement.setString(1, kind);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (!rows.getString(2).equals(contents.get(rows.getString(1)))) {
                        others.add(rows.getString(1));
                    }
                }
            }
        }
        for (String name : others) {
            forget(kind, name);
        }
    }

    private void forget(String kind, String name) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM shopstream.texts WHERE kind = ? AND name = ?")) {
            delete.setString(1, kind);
            delete.setString(2, name);
            delete.execute();
        }
    }

    private static MartDeclaration declaration(String json) {
        try {
            return JSON.readValue(json, MartDeclaration.class);
        } catch (JsonProcessingException e) {
            throw new WarehouseException(
                    "The warehouse's own notes cannot be read; delete its directory and it is built anew", e);
        }
    }
}
