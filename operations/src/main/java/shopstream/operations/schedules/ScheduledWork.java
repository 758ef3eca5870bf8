package shopstream.operations.schedules;

/** What is done, and when. */
public record ScheduledWork(Schedule schedule, Work work) {}
