package shopstream.recommender.placements;

/** What a rule does with the products it is about. */
public sealed interface Action {

    /** As files call it. */
    String word();

    /**
     * They stand at a place of their own, wherever they would stand otherwise, and if they would not stand there at all.
     *
     * @param at the first one's place, counted from 1
     * @param most so many of them
     */
    record Pin(int at, int most) implements Action {
        @Override
        public String word() {
            return "pin";
        }
    }

    /** They are not shown. */
    record Exclude() implements Action {
        @Override
        public String word() {
            return "exclude";
        }
    }

    /** They count as if they stood nearer to the front. @param times one at place 10 and 2 times stands as if at 5 */
    record Boost(double times) implements Action {
        @Override
        public String word() {
            return "boost";
        }
    }

    /** They count as if they stood further back. @param times one at place 5 and 2 times stands as if at 10 */
    record Bury(double times) implements Action {
        @Override
        public String word() {
            return "bury";
        }
    }
}
