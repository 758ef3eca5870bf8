package shopstream.demo.market;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What somebody buys at one time; {@code campaign} names what brought them. */
public record Order(Instant time, int customerNumber, List<Line> lines, Optional<String> campaign) {

    /** The number of the shop's first order; the others follow without a gap. */
    public static final int FIRST_NUMBER = 10_100;

    /** @param priceCents for one piece, in hundredths, after the discount */
    public record Line(Product product, int quantity, long priceCents) {}

    public long totalCents() {
        return lines.stream()
                .mapToLong(line -> line.quantity() * line.priceCents())
                .sum();
    }
}
