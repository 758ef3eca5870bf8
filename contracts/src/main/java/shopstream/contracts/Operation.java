package shopstream.contracts;

/** What happened to a row in its source, with the letter that records carry in their header. */
public enum Operation {
    READ("r"),
    CREATE("c"),
    UPDATE("u"),
    DELETE("d");

    private final String letter;

    Operation(String letter) {
        this.letter = letter;
    }

    public String letter() {
        return letter;
    }

    public static Operation of(String letter) {
        for (Operation operation : values()) {
            if (operation.letter.equals(letter)) {
                return operation;
            }
        }
        throw new IllegalArgumentException(
                "Unknown operation '" + letter + "': expected r (read), c (create), u (update) or d (delete).");
    }
}
