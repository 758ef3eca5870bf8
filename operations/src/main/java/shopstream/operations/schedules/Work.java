package shopstream.operations.schedules;

import java.util.OptionalLong;

/** What a schedule does. It may be ended by an interruption at any moment, and be done again. */
@FunctionalInterface
public interface Work {
    /**
     * Does it, from beginning to end.
     *
     * @param log takes what is worth telling about this run
     * @return how many rows it wrote, where it writes rows
     * @throws Exception where it has failed; the message is what people are told
     */
    OptionalLong run(Log log) throws Exception;

    /** Where a run says how it goes. */
    @FunctionalInterface
    interface Log {
        void say(String line);
    }
}
