package shopstream.demo.market;

import java.util.random.RandomGenerator;

/** Numbers of checks: two letters of chance and the order's number, so that no two are the same. */
public final class CheckNumber {

    private CheckNumber() {}

    public static String of(int orderNumber, RandomGenerator random) {
        return String.valueOf((char) random.nextInt('A', 'Z' + 1)) + (char) random.nextInt('A', 'Z' + 1) + orderNumber;
    }
}
