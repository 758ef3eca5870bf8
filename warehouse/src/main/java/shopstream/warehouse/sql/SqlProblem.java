package shopstream.warehouse.sql;

/** Why a question in SQL has no answer; the message says what, and what to do next. */
public final class SqlProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String nextStep;

    /** What kind of problem it is. */
    public enum Kind {
        /** It is no single SELECT, or reads what questions may not read. */
        NOT_ALLOWED,
        /** It cannot be computed: a name that there is not, a type that does not fit, a division by nothing. */
        WRONG,
        /** It took longer than a question may. */
        TOO_LONG,
        /** It needed more memory, or gave more, than a question may. */
        TOO_MUCH,
        /** Too many questions are being answered already. */
        BUSY,
        /** What questions are answered from, or where answers go, cannot be had now, as on a full disk. */
        UNAVAILABLE,
        /** Whoever asked has left. */
        LEFT
    }

    public SqlProblem(Kind kind, String message, String nextStep) {
        super(message);
        this.kind = kind;
        this.nextStep = nextStep;
    }

    public Kind kind() {
        return kind;
    }

    public String nextStep() {
        return nextStep;
    }
}
