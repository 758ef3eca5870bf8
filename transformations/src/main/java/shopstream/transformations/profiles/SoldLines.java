package shopstream.transformations.profiles;

import java.util.Optional;
import java.util.function.Supplier;
import shopstream.eventlog.rows.PurchaseMart;

/**
 * Where what was sold is read.
 *
 * @param mart whose rows it is
 * @param topic asked now and then: it is another one when the mart's model has changed; empty where the mart has none yet
 */
public record SoldLines(PurchaseMart mart, Supplier<Optional<String>> topic) {}
