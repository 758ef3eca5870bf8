package shopstream.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * What a check makes of rows, in a few letters: two checks with the same fingerprint accept the same rows and write the same
 * of each. Descriptions, versions and the order of columns are not part of it.
 */
public final class CheckFingerprint {
    private static final int BYTES = 8;

    private CheckFingerprint() {}

    /** @param sourceZone that of the source's zone-less times, as {@link ContractCheck} is given it */
    public static String of(Contract contract, ZoneId sourceZone) {
        ZoneId zone = contract.zone().orElse(sourceZone);
        StringBuilder text = new StringBuilder(contract.physicalName())
                .append('\n')
                .append(zone.normalized())
                .append('\n')
                .append(contract.days().orElse(zone).normalized());
        contract.columns().stream()
                .sorted(Comparator.comparing(Column::name))
                .forEach(column -> text.append('\n').append(line(column)));
        return digest(text.toString());
    }

    private static String line(Column column) {
        Rules rules = column.rules();
        return String.join(
                "\t",
                column.name(),
                column.physicalName(),
                column.type().toString(),
                column.required() ? "required" : "",
                Integer.toString(column.keyPosition()),
                rules.minimum()
                        .map(least -> least.stripTrailingZeros().toPlainString() + rules.minimumExcluded())
                        .orElse(""),
                rules.maximum()
                        .map(most -> most.stripTrailingZeros().toPlainString() + rules.maximumExcluded())
                        .orElse(""),
                rules.minLength().toString(),
                rules.maxLength().toString(),
                rules.pattern().map(Object::toString).orElse(""),
                new TreeSet<>(rules.allowed()).toString());
    }

    private static String digest(String text) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(whole, 0, BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }
}
