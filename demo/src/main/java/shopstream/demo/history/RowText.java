package shopstream.demo.history;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;

/** Rows as LOAD DATA reads them by default: tabs between the columns, {@code \N} for null, a line each. */
final class RowText {

    private final StringBuilder text = new StringBuilder(1 << 17);
    private boolean rowBegun;

    RowText column(String value) {
        separate();
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            switch (letter) {
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\\' -> text.append("\\\\");
                default -> text.append(letter);
            }
        }
        return this;
    }

    RowText column(Optional<String> value) {
        return value.isPresent() ? column(value.get()) : empty();
    }

    RowText column(long value) {
        separate();
        text.append(value);
        return this;
    }

    RowText date(LocalDate value) {
        separate();
        text.append(value);
        return this;
    }

    RowText date(Optional<LocalDate> value) {
        return value.isPresent() ? date(value.get()) : empty();
    }

    /** Hundredths as a decimal number. */
    RowText cents(long value) {
        separate();
        long rest = value % 100;
        text.append(value / 100).append(rest < 10 ? ".0" : ".").append(rest);
        return this;
    }

    RowText empty() {
        separate();
        text.append("\\N");
        return this;
    }

    void endRow() {
        text.append('\n');
        rowBegun = false;
    }

    int length() {
        return text.length();
    }

    /** What has been written since the last call. */
    byte[] take() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        return bytes;
    }

    private void separate() {
        if (rowBegun) {
            text.append('\t');
        }
        rowBegun = true;
    }
}
