package shopstream.app.crashes;

/**
 * One round: what is written, what is killed, and when.
 *
 * @param number from 1
 * @param transactions of each writer, some before the kill and some behind it
 * @param pauseMillis between two transactions of a writer
 * @param insertOnly only new sales, so that no figure may fall
 * @param downMillis how long a killed database stays down
 */
record Crash(
        int number, Kind kind, Moment moment, int transactions, int pauseMillis, boolean insertOnly, int downMillis) {

    String words() {
        String killed = switch (kind) {
            case DATABASE -> "database";
            case BOTH -> "platform and database";
            default -> "platform";
        };
        return killed + " " + moment.words() + (insertOnly ? ", new orders only" : "");
    }
}
