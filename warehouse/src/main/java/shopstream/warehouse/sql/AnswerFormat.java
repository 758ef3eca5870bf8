package shopstream.warehouse.sql;

/** How an answer is written. */
public enum AnswerFormat {
    /** One object: {@code columns} with names and types, {@code rows} as lists, {@code more}. */
    JSON("application/json", 1_000),
    /** A header line and the rows, quoted as in RFC 4180; an empty text is in quotes, a null is not there. */
    CSV("text/csv; charset=utf-8", 1_000_000),
    PARQUET("application/vnd.apache.parquet", 1_000_000);

    /** More rows than this are in no answer. */
    public static final int MOST_ROWS = 1_000_000;

    private final String mediaType;
    private final int rows;

    AnswerFormat(String mediaType, int rows) {
        this.mediaType = mediaType;
        this.rows = rows;
    }

    public String mediaType() {
        return mediaType;
    }

    /** So many rows at most, where nobody says how many. */
    public int rows() {
        return rows;
    }
}
