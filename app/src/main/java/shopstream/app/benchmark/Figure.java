package shopstream.app.benchmark;

/**
 * One line of the table.
 *
 * @param askedFor what it has to be, in words; empty where nothing is asked
 * @param limit what a part alone does, which the figure is held against; empty where there is none
 */
record Figure(String what, String measured, String askedFor, String limit, Verdict verdict) {

    /** Whether what was asked for was reached. */
    enum Verdict {
        MET("met"),
        MISSED("missed"),
        NOTHING_ASKED("");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** A figure that may be as high as {@code bound}. */
    static Figure atMost(double bound, String what, double value, Unit unit) {
        return asked(what, value, unit, "≤ " + unit.text(bound), value <= bound);
    }

    /** A figure that has to be as high as {@code bound}. */
    static Figure atLeast(double bound, String what, double value, Unit unit) {
        return asked(what, value, unit, "≥ " + unit.text(bound), value >= bound);
    }

    /** A figure of which nothing is asked. */
    static Figure told(String what, double value, Unit unit) {
        return told(what, unit.text(value));
    }

    static Figure told(String what, String words) {
        return new Figure(what, words, "", "", Verdict.NOTHING_ASKED);
    }

    /** This figure with the limit beside it. */
    Figure against(String limitInWords) {
        return new Figure(what, measured, askedFor, limitInWords, verdict);
    }

    private static Figure asked(String what, double value, Unit unit, String askedFor, boolean met) {
        // Not a number is a failure of the measurement, never a target met.
        return new Figure(what, unit.text(value), askedFor, "", met ? Verdict.MET : Verdict.MISSED);
    }
}
