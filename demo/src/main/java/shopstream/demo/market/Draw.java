package shopstream.demo.market;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A choice by weight: index {@code i} comes up in proportion to weight {@code i}. */
final class Draw {

    private final double[] upTo;

    private Draw(double[] upTo) {
        this.upTo = upTo;
    }

    static Draw byWeight(double... weights) {
        double[] upTo = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            upTo[i] = sum;
        }
        return new Draw(upTo);
    }

    static <T> T evenly(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    double total() {
        return upTo[upTo.length - 1];
    }

    int next(RandomGenerator random) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * total());
        return Math.min(found < 0 ? -found - 1 : found + 1, upTo.length - 1);
    }
}
