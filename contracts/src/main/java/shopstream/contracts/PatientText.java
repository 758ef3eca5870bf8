package shopstream.contracts;

/**
 * A text that a regular expression may look at only so often: some patterns, such as {@code (a+)+b}, take time that
 * doubles with every character.
 */
final class PatientText implements CharSequence {
    private static final int LOOKS_A_CHARACTER = 1_000;

    private final CharSequence text;
    private long looksLeft;

    PatientText(CharSequence text) {
        this.text = text;
        this.looksLeft = (long) LOOKS_A_CHARACTER * (text.length() + 10);
    }

    @Override
    public char charAt(int index) {
        if (--looksLeft < 0) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** The text has been looked at too often. */
    static final class Exhausted extends RuntimeException {
        private Exhausted() {
            super("The pattern takes too long.", null, false, false);
        }
    }
}
