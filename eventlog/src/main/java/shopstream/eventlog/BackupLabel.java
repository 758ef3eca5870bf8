package shopstream.eventlog;

import java.time.Instant;

/**
 * Whose backup it is.
 *
 * @param shop the shop's name
 * @param source its database and where that is
 * @param program version of the program that took it
 */
public record BackupLabel(String shop, String source, String program, Instant takenAt) {}
