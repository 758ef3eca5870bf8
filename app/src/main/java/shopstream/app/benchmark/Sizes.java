package shopstream.app.benchmark;

import java.time.Duration;
import shopstream.demo.ShopPlan;

/**
 * How much is done.
 *
 * @param ordinary the shop most is measured on: the demo's own
 * @param large the shop the page's questions are asked of
 * @param commits how often the way from a commit to the API is measured
 * @param heavyRowsPerSecond changes beside which freshness is measured
 * @param warmUp how long they go on before it is: a shop that is so busy is so for days, and in its first minutes the
 *     platform compiles what it runs most
 * @param burstRows rows that are changed at once
 * @param askedFor how long the page's questions are asked
 * @param repetitions of what is short, the median of which counts
 * @param settle how long the platform works before its memory is read
 */
record Sizes(
        ShopPlan ordinary,
        ShopPlan large,
        int commits,
        int heavyRowsPerSecond,
        Duration warmUp,
        int burstRows,
        Duration askedFor,
        int repetitions,
        Duration settle) {

    /** 60 days as the demo has, and 13 months with ten million order lines. */
    static Sizes full() {
        return new Sizes(
                new ShopPlan(0.05, 60, 1),
                new ShopPlan(0.1, 395, 1),
                150,
                5_000,
                Duration.ofSeconds(300),
                500_000,
                Duration.ofSeconds(60),
                3,
                Duration.ofSeconds(60));
    }

    /** Small enough to see in minutes that everything works; its figures say little. */
    static Sizes quick() {
        ShopPlan small = new ShopPlan(0.05, 15, 1);
        return new Sizes(
                small,
                small,
                20,
                1_000,
                Duration.ofSeconds(5),
                20_000,
                Duration.ofSeconds(5),
                1,
                Duration.ofSeconds(5));
    }

    /** The same on another shop, such as a tiny one. */
    Sizes of(ShopPlan plan) {
        return new Sizes(plan, plan, commits, heavyRowsPerSecond, warmUp, burstRows, askedFor, repetitions, settle);
    }
}
