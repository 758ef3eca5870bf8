package shopstream.eventlog;

/** A column that points to a column of another mart, along which the warehouse joins. */
public record Reference(String column, String mart, String targetColumn) {}
