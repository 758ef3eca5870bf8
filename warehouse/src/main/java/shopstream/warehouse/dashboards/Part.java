package shopstream.warehouse.dashboards;

/**
 * A figure that adds up over rows ({@code sum}) or over entities ({@code distinct entities}), from which measures are computed.
 *
 * @param sql what is summed, qualified; empty for the count of distinct entities
 */
public record Part(boolean distinct, String sql) {}
