package shopstream.contracts;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Judges rows by a contract, made ready for it once. A row maps the source's column names to plain Java values (text,
 * whole numbers, {@link BigDecimal}, {@link Boolean}, dates and times, null); further columns are left out. The first
 * broken rule, in contract order, is the one reported. Keeps a buffer: one instance a thread.
 */
public final class ContractCheck {
    private static final String REQUIRED = "required";

    private final Contract contract;
    private final String version;
    private final CompiledColumn[] columns;
    private final CompiledColumn[] key;
    private final JsonBuffer json = new JsonBuffer();

    /** The zone is that of the source's zone-less times, unless the contract states its own. */
    public ContractCheck(Contract contract, ZoneId sourceZone) {
        ZoneId stated = contract.zone().orElse(sourceZone);
        // A region such as Etc/UTC becomes the constant that the hot path looks for.
        ZoneId zone = stated.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : stated;
        this.contract = contract;
        this.version = contract.versionedId();
        this.columns = compiled(contract.columns(), zone, contract.days().orElse(zone));
        this.key = compiled(contract.key(), zone, contract.days().orElse(zone));
        if (key.length == 0) {
            throw new IllegalArgumentException("The contract of " + contract.dataset() + " has no primary key.");
        }
    }

    public Contract contract() {
        return contract;
    }

    public Verdict check(Map<String, Object> row, Origin origin) {
        byte[] keyBytes = key(row);
        json.clear();
        char separator = '{';
        for (CompiledColumn column : columns) {
            json.raw(separator);
            separator = ',';
            Object value = row.get(column.column().physicalName());
            String broken = column.write(value, json);
            if (broken == null) {
                broken = value == null ? absent(row, column) : column.broken(value);
            }
            if (broken != null) {
                return rejected(row, keyBytes, origin, broken, column.column(), value);
            }
        }
        json.raw('}');
        return new Accepted(contract.dataset(), keyBytes, json.copy(), origin, version);
    }

    /**
     * A deletion, given at least the key's columns. Only the key's types are judged, so that a row can go that a
     * stricter contract would no longer let in; rejected when the key itself cannot be told.
     */
    public Verdict deletion(Map<String, Object> row, Origin origin) {
        byte[] keyBytes = key(row);
        if (keyBytes != null) {
            return new Accepted(contract.dataset(), keyBytes, null, origin, version);
        }
        for (CompiledColumn column : key) {
            Object value = row.get(column.column().physicalName());
            String broken = column.write(value, json);
            if (broken != null) {
                return rejected(row, null, origin, broken, column.column(), value);
            }
        }
        throw new IllegalStateException("A key of " + contract.dataset() + " was refused without a reason.");
    }

    /** A column that the source does not send is not an empty one: a partial row must never look whole. */
    private static String absent(Map<String, Object> row, CompiledColumn column) {
        return row.containsKey(column.column().physicalName()) ? null : REQUIRED;
    }

    private byte[] key(Map<String, Object> row) {
        json.clear();
        char separator = '{';
        for (CompiledColumn column : key) {
            json.raw(separator);
            separator = ',';
            if (column.write(row.get(column.column().physicalName()), json) != null) {
                return null;
            }
        }
        json.raw('}');
        return json.copy();
    }

    private Rejected rejected(
            Map<String, Object> row, byte[] keyBytes, Origin origin, String rule, Column column, Object value) {
        return new Rejected(
                contract.dataset(),
                keyBytes,
                origin,
                rule,
                column.name(),
                value == null ? null : readable(value),
                original(row),
                version);
    }

    private String original(Map<String, Object> row) {
        JsonBuffer original = new JsonBuffer();
        char separator = '{';
        for (Column column : contract.columns()) {
            if (!row.containsKey(column.physicalName())) {
                continue;
            }
            Object value = row.get(column.physicalName());
            original.raw(separator);
            separator = ',';
            original.text(column.name());
            original.raw(':');
            if (value == null || value instanceof Boolean || isWhole(value)) {
                original.plain(String.valueOf(value));
            } else {
                original.text(wellFormed(readable(value)));
            }
        }
        if (separator == '{') {
            original.raw('{');
        }
        original.raw('}');
        return original.toString();
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
    }

    private static String readable(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toString();
        } else if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        } else if (value instanceof ByteBuffer buffer) {
            return Base64.getEncoder().encodeToString(buffer.duplicate().array());
        }
        return value.toString();
    }

    /** Half a surrogate pair becomes the replacement character; the row is rejected for it anyway. */
    static String wellFormed(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .forEach(result::appendCodePoint);
        return result.toString();
    }

    private static CompiledColumn[] compiled(List<Column> columns, ZoneId zone, ZoneId days) {
        return columns.stream()
                .map(column -> new CompiledColumn(column, zone, days))
                .toArray(CompiledColumn[]::new);
    }
}
