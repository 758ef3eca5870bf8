package shopstream.demo.visitors;

import java.time.Instant;
import shopstream.demo.market.Catalogue;
import shopstream.demo.market.Market;

/** Whose taste is which; or nobody has any. */
public final class Tastes {
    private static final long CUSTOMERS = 1L << 40;

    private final Catalogue catalogue;
    private final long seed;
    private final boolean differ;

    private Tastes(Market market, boolean differ) {
        this.catalogue = market.catalogue();
        this.seed = market.random(0x7A57E5).nextLong();
        this.differ = differ;
    }

    /** Each their own. */
    public static Tastes of(Market market) {
        return new Tastes(market, true);
    }

    /** Everybody looks at what is popular. */
    public static Tastes off(Market market) {
        return new Tastes(market, false);
    }

    Taste ofCustomer(int customer, Instant time) {
        return of(CUSTOMERS + customer, time);
    }

    Taste ofAnonymous(int visitor, Instant time) {
        return of(visitor, time);
    }

    private Taste of(long visitor, Instant time) {
        return differ ? Taste.of(catalogue, seed, visitor, time) : Taste.none(catalogue);
    }

    /** By what the customer's browser is known before the customer signs in. */
    static String browserOf(int customer) {
        return "browser-of-" + customer;
    }
}
