package shopstream.recommender.evaluation;

import java.nio.file.Path;

/** A data set that cannot be evaluated: what is wrong, with the value and the place, and what to do next. */
public final class UnreadableDataSet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String nextStep;

    public UnreadableDataSet(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    /** A line that does not say what it should. */
    static UnreadableDataSet at(Path file, int line, String problem) {
        return new UnreadableDataSet(
                file + ", line " + line + ": " + problem + ".",
                "Mend the line, or take it out. The formats are told by ./shopstream evaluate --help.");
    }

    /** What the user can do about it, as a sentence. */
    public String nextStep() {
        return nextStep;
    }
}
