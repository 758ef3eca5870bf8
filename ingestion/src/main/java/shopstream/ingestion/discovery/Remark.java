package shopstream.ingestion.discovery;

/**
 * A line of comment in a file that was written by discovery: what was guessed, or what it could not tell.
 *
 * <p>The form is the same in YAML and SQL but for the comment's sign: {@code # guessed: …}, {@code # question: …} and, where
 * figures would be wrong without the answer, {@code # question, needed: …}.
 */
record Remark(Kind kind, String text) {
    enum Kind {
        GUESSED("guessed: "),
        QUESTION("question: "),
        NEEDED("question, needed: ");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    static Remark guessed(String text) {
        return new Remark(Kind.GUESSED, text);
    }

    /** Something to be answered when there is time: figures are right either way, or right by what is written beside it. */
    static Remark question(String text) {
        return new Remark(Kind.QUESTION, text);
    }

    /** Something without whose answer figures would be wrong. */
    static Remark needed(String text) {
        return new Remark(Kind.NEEDED, text);
    }

    String yaml() {
        return "# " + line();
    }

    String sql() {
        return "-- " + line();
    }

    private String line() {
        return kind.word + text.replaceAll("\\s+", " ");
    }
}
