package shopstream.contracts;

import java.util.Arrays;

/**
 * A record that breaks its contract.
 *
 * @param key the key as JSON (UTF-8), or null when the key itself cannot be told; not to be changed
 * @param rule the first rule broken: {@code type}, {@code required}, {@code minimum}, {@code maximum},
 *     {@code minLength}, {@code maxLength}, {@code pattern} or {@code allowed}; of events also {@code maxItems} and what an
 *     {@link EventCheck} is told
 * @param column the contract's name of the column that breaks it
 * @param offendingValue that column's value as text; null when there is none
 * @param original the row as JSON, the contract's columns only
 */
public record Rejected(
        String dataset,
        byte[] key,
        Origin origin,
        String rule,
        String column,
        String offendingValue,
        String original,
        String contractVersion)
        implements Verdict {
    @Override
    public boolean equals(Object other) {
        return other instanceof Rejected that
                && dataset.equals(that.dataset)
                && Arrays.equals(key, that.key)
                && origin.equals(that.origin)
                && rule.equals(that.rule)
                && column.equals(that.column);
    }

    @Override
    public int hashCode() {
        return 31 * origin.hashCode() + Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return "Rejected[" + dataset + "." + column + " breaks " + rule + ": " + offendingValue + " at "
                + origin.place() + "]";
    }
}
