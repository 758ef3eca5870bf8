package shopstream.app.crashes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The kills of a run, all drawn from its seed: the same seed, the same plan. */
record CrashPlan(long seed, List<Crash> crashes) {
    private static final int FEWEST_TRANSACTIONS = 20;
    private static final int MOST_TRANSACTIONS = 120;
    private static final int LONGEST_PAUSE_MILLIS = 12;
    private static final int LONGEST_DOWN_MILLIS = 2_500;

    /** So many kills of these kinds, each as often as its share says, in random order. */
    static CrashPlan mixed(long seed, int kills, List<Kind> kinds) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Kind> deck = new ArrayList<>();
        List<Crash> crashes = new ArrayList<>();
        for (int number = 1; number <= kills; number++) {
            if (deck.isEmpty()) {
                kinds.forEach(kind -> {
                    for (int i = 0; i < kind.share(); i++) {
                        deck.add(kind);
                    }
                });
            }
            crashes.add(crash(number, deck.remove(random.nextInt(deck.size())), random.split()));
        }
        return new CrashPlan(seed, List.copyOf(crashes));
    }

    /** So many kills, of these kinds in turn. */
    static CrashPlan inTurn(long seed, int kills, List<Kind> kinds) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Crash> crashes = new ArrayList<>();
        for (int number = 1; number <= kills; number++) {
            crashes.add(crash(number, kinds.get((number - 1) % kinds.size()), random.split()));
        }
        return new CrashPlan(seed, List.copyOf(crashes));
    }

    private static Crash crash(int number, Kind kind, SplittableRandom random) {
        int transactions = FEWEST_TRANSACTIONS + random.nextInt(MOST_TRANSACTIONS - FEWEST_TRANSACTIONS);
        return new Crash(
                number,
                kind,
                kind.moment(transactions, random),
                transactions,
                random.nextInt(LONGEST_PAUSE_MILLIS),
                kind != Kind.TRUNCATE && random.nextInt(4) == 0,
                random.nextInt(LONGEST_DOWN_MILLIS));
    }
}
