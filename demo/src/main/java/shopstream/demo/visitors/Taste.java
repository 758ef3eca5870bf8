package shopstream.demo.visitors;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import shopstream.demo.market.Catalogue;
import shopstream.demo.market.Product;
import shopstream.demo.market.ProductLine;

/**
 * What somebody likes, which nobody is told: two lines of products and a style that runs through all lines. It is noisy, since
 * people look at other things too, and drifts, since the line liked less becomes the one liked more. The same at every start of
 * one shop.
 */
final class Taste {
    private static final int STYLES = 4;
    private static final Duration DRIFT = Duration.ofDays(9);

    private static final double OTHER_THINGS = 0.2;
    private static final double SECOND_LINE = 0.25;
    private static final double OTHER_STYLE_PASSES = 0.15;
    private static final int LOOKS = 12;

    /** How likely something catches the eye: of the first line or the second, in one's style or not, or anything else. */
    private static final double BOTH = 0.16;

    private static final double FIRST_ONLY = 0.06;
    private static final double SECOND_BOTH = 0.10;
    private static final double SECOND_ONLY = 0.04;
    private static final double OTHERWISE = 0.02;

    /** Of those who like nothing more than anything else. */
    private static final double INDIFFERENT = 0.05;

    private final Catalogue catalogue;
    private final long seed;
    private final boolean none;
    private final int style;
    private final int first;
    private final int second;

    private Taste(Catalogue catalogue, long seed, boolean none, int style, int first, int second) {
        this.catalogue = catalogue;
        this.seed = seed;
        this.none = none;
        this.style = style;
        this.first = first;
        this.second = second;
    }

    /** Of the visitor with this number, at this time. */
    static Taste of(Catalogue catalogue, long seed, long visitor, Instant time) {
        SplittableRandom birth = new SplittableRandom(seed ^ visitor * 0x9E3779B97F4A7C15L);
        int style = birth.nextInt(STYLES);
        long phase = birth.nextLong(DRIFT.toMillis());
        long lived = (time.toEpochMilli() + phase) / DRIFT.toMillis();
        return new Taste(
                catalogue,
                seed,
                false,
                style,
                line(catalogue, seed, visitor, lived),
                line(catalogue, seed, visitor, lived + 1));
    }

    /** Of somebody who likes what everybody likes. */
    static Taste none(Catalogue catalogue) {
        return new Taste(catalogue, 0, true, 0, 0, 0);
    }

    private static int line(Catalogue catalogue, long seed, long visitor, long lived) {
        return anyLine(
                catalogue, new SplittableRandom(seed ^ visitor * 0xD1B54A32D192ED03L ^ lived * 0xBF58476D1CE4E5B9L));
    }

    private static int anyLine(Catalogue catalogue, RandomGenerator random) {
        double luck = random.nextDouble();
        List<ProductLine> lines = catalogue.lines();
        for (ProductLine line : lines) {
            luck -= line.share();
            if (luck < 0) {
                return line.index();
            }
        }
        return lines.size() - 1;
    }

    /** What this one looks at next. */
    Product pick(RandomGenerator random) {
        if (none || random.nextDouble() < OTHER_THINGS) {
            return catalogue.pick(anyLine(catalogue, random), random);
        }
        int line = random.nextDouble() < SECOND_LINE ? second : first;
        Product found = catalogue.pick(line, random);
        for (int look = 1; look < LOOKS && style(found) != style && random.nextDouble() > OTHER_STYLE_PASSES; look++) {
            found = catalogue.pick(line, random);
        }
        return found;
    }

    /** How likely this one clicks a product that is right in front of them. */
    double appeal(Product product) {
        if (none) {
            return INDIFFERENT;
        }
        boolean inStyle = style(product) == style;
        if (product.line() == first) {
            return inStyle ? BOTH : FIRST_ONLY;
        }
        if (product.line() == second) {
            return inStyle ? SECOND_BOTH : SECOND_ONLY;
        }
        return OTHERWISE;
    }

    private int style(Product product) {
        return new SplittableRandom(seed ^ product.index() * 0x94D049BB133111EBL).nextInt(STYLES);
    }
}
