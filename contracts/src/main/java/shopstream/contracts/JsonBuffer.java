package shopstream.contracts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes JSON as UTF-8 into a buffer that is used again for every row: the log's hot path, so no library stands here. */
final class JsonBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[512];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    void raw(byte[] ascii) {
        room(ascii.length);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
    }

    void raw(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    /** Text known to need no escape. */
    void plain(String ascii) {
        int size = ascii.length();
        room(size);
        for (int at = 0; at < size; at++) {
            bytes[length++] = (byte) ascii.charAt(at);
        }
    }

    void number(long number) {
        plain(Long.toString(number));
    }

    /** So many digits, with leading zeros. */
    void padded(int number, int digits) {
        room(digits);
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + number % 10);
            number /= 10;
        }
        length += digits;
    }

    /** A quoted and escaped text; false when it holds half a surrogate pair, which no UTF-8 can carry. */
    boolean text(CharSequence text) {
        int size = text.length();
        room(size + 2);
        bytes[length++] = '"';
        for (int at = 0; at < size; at++) {
            char c = text.charAt(at);
            if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
                room(1);
                bytes[length++] = (byte) c;
            } else if (c < 0x80) {
                escaped(c);
            } else if (c < 0x800) {
                room(2);
                bytes[length++] = (byte) (0xC0 | c >> 6);
                bytes[length++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                room(3);
                bytes[length++] = (byte) (0xE0 | c >> 12);
                bytes[length++] = (byte) (0x80 | c >> 6 & 0x3F);
                bytes[length++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c) && at + 1 < size && Character.isLowSurrogate(text.charAt(at + 1))) {
                supplementary(Character.toCodePoint(c, text.charAt(++at)));
            } else {
                return false;
            }
        }
        raw('"');
        return true;
    }

    private void supplementary(int point) {
        room(4);
        bytes[length++] = (byte) (0xF0 | point >> 18);
        bytes[length++] = (byte) (0x80 | point >> 12 & 0x3F);
        bytes[length++] = (byte) (0x80 | point >> 6 & 0x3F);
        bytes[length++] = (byte) (0x80 | point & 0x3F);
    }

    private void escaped(char c) {
        room(6);
        bytes[length++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[length++] = (byte) c;
            case '\n' -> bytes[length++] = 'n';
            case '\r' -> bytes[length++] = 'r';
            case '\t' -> bytes[length++] = 't';
            default -> {
                bytes[length++] = 'u';
                bytes[length++] = '0';
                bytes[length++] = '0';
                bytes[length++] = HEX[c >> 4];
                bytes[length++] = HEX[c & 0xF];
            }
        }
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
