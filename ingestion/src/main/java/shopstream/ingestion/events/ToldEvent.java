package shopstream.ingestion.events;

import java.util.Map;

/**
 * One event as a caller told it.
 *
 * @param content by name, in plain Java values; as far as it could be read; may be changed
 * @param rule why it cannot be judged: {@code type} (it is no object), {@code size}, {@code depth}, {@code number} or
 *     {@code duplicate}; null where it can
 * @param field the name at which it breaks the rule; empty where that is the whole event
 */
record ToldEvent(Map<String, Object> content, String rule, String field) {}
