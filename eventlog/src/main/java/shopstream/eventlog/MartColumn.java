package shopstream.eventlog;

/**
 * A column of a mart.
 *
 * @param type a SQL type that both Flink and DuckDB understand: BIGINT, DECIMAL(10,2), VARCHAR, DATE, TIMESTAMPTZ, BOOLEAN
 */
public record MartColumn(String name, String type, String description) {}
