package shopstream.contracts.seeds;

/** CSV text that cannot be read, and the line from which on. */
public final class CsvProblem extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int line;

    CsvProblem(int line, String message) {
        super("Line " + line + " " + message);
        this.line = line;
    }

    /** Counted from 1. */
    public int line() {
        return line;
    }
}
