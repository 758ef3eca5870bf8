package shopstream.ingestion.discovery;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** The text of a YAML file, line by line. */
final class Lines {
    private static final Set<String> WORDS_OF_YAML =
            Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private final StringBuilder text = new StringBuilder();

    Lines add(int indent, String line) {
        text.append("  ".repeat(indent)).append(line).append('\n');
        return this;
    }

    Lines remarks(int indent, Collection<Remark> remarks) {
        remarks.forEach(remark -> add(indent, remark.yaml()));
        return this;
    }

    /** {@code key: value}, quoted where the value would mean something else. */
    Lines entry(int indent, String key, String value) {
        return add(indent, key + ": " + scalar(value));
    }

    static String scalar(String value) {
        boolean plain = value.matches("[A-Za-z][A-Za-z0-9_.()-]*(?: [A-Za-z0-9_.()-]+)*")
                && !WORDS_OF_YAML.contains(value.toLowerCase(Locale.ROOT));
        return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
