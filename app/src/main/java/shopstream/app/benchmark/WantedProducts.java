package shopstream.app.benchmark;

import java.util.Random;

/** So many products, numbered from 0: the lower the number, the more a product is wanted, and who wants one wants those beside it. */
record WantedProducts(int count) {
    private static final int NEARBY = 5;

    int any(Random random) {
        return (int) (count * Math.pow(random.nextDouble(), 3));
    }

    /** One that whoever wants {@code product} looks at too. */
    int near(int product, Random random) {
        return Math.floorMod(product + (int) (random.nextGaussian() * NEARBY), count);
    }

    /** What somebody looks at one after the other, all of it near each other. */
    int[] visit(int length, Random random) {
        int wanted = any(random);
        return random.ints(length).map(any -> near(wanted, random)).toArray();
    }
}
