package shopstream.app.http;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import shopstream.recommender.answers.Request;
import shopstream.recommender.placements.Placement;
import shopstream.recommender.placements.Placements;

/** Reads who asks for recommendations, and where they are. */
public final class RecommendationRequest {
    private static final int MOST = Placements.MOST_PRODUCTS;
    private static final int MANY = 10;
    /** In a spot that nobody has declared. */
    private static final int FEW = 4;

    private static final int MOST_IN_CART = 1_000;
    private static final int LONGEST_ID = 255;

    private final Optional<String> secret;
    private final Duration deadline;
    private final Surface surface;
    private final Clock clock;
    private final Function<String, Optional<Placement>> placements;

    /**
     * @param secret with which tokens are signed
     * @param deadline where the request names none
     * @param placements those that are declared, by their names
     */
    public RecommendationRequest(
            Optional<String> secret,
            Duration deadline,
            Surface surface,
            Clock clock,
            Function<String, Optional<Placement>> placements) {
        this.surface = surface;
        this.secret = secret;
        this.deadline = deadline;
        this.clock = clock;
        this.placements = placements;
    }

    Request read(Context context) {
        Optional<String> placement = id(context, "placement");
        return read(context, user(context), placement, clock.instant());
    }

    /** What a placement's preview asks, on behalf of whomever it names. @param now at which moment */
    Request preview(Context context, String placement, Instant now) {
        return read(context, id(context, "user"), Optional.of(placement), now);
    }

    private Request read(Context context, Optional<String> user, Optional<String> placement, Instant now) {
        return new Request(
                user,
                id(context, "anonymousId"),
                cart(context),
                id(context, "viewing"),
                placement,
                id(context, "region"),
                whole(context, "n", placement.map(this::products).orElse(MANY), 1, MOST),
                Duration.ofMillis(whole(context, "deadlineMillis", (int) deadline.toMillis(), 1, 1_000)),
                now);
    }

    /** How many products a spot has, where a request does not say. */
    private int products(String placement) {
        return placements.apply(placement).map(Placement::products).orElse(FEW);
    }

    /** How many products are asked for, for no spot in particular. */
    int most(Context context) {
        return whole(context, "n", MANY, 1, MOST);
    }

    /**
     * Who is signed in. Anybody can write a name into an address, so that it counts only from this machine, where the shop's own
     * servers call, or with a token. A page is no server, whatever machine its browser runs on.
     */
    private Optional<String> user(Context context) {
        Optional<String> token = Optional.ofNullable(context.queryParam("token"));
        if (token.isPresent() && secret.isPresent()) {
            return VisitorToken.user(token.get(), secret.get(), clock.instant());
        }
        boolean isPage = context.header("Origin") != null || context.header("Sec-Fetch-Site") != null;
        return surface.trusts(new EventRequest(context)) && !isPage ? id(context, "user") : Optional.empty();
    }

    static Optional<String> id(Context context, String name) {
        Optional<String> id =
                Optional.ofNullable(context.queryParam(name)).map(String::strip).filter(text -> !text.isEmpty());
        if (id.isPresent() && id.get().length() > LONGEST_ID) {
            throw bad(name, "has " + id.get().length() + " characters; at most " + LONGEST_ID + " are read");
        }
        return id;
    }

    private static List<String> cart(Context context) {
        String text = context.queryParam("cart");
        if (text == null || text.isBlank()) {
            return List.of();
        }
        List<String> cart = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        if (cart.size() > MOST_IN_CART) {
            throw bad("cart", "has " + cart.size() + " products; at most " + MOST_IN_CART + " are read");
        }
        return cart;
    }

    static int whole(Context context, String name, int otherwise, int least, int most) {
        String text = context.queryParam(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException none) {
            // Said below, with what is possible.
        }
        throw bad(name, "is '" + text + "'; it must be a whole number from " + least + " to " + most);
    }

    private static HttpProblem bad(String name, String wrong) {
        return new HttpProblem(
                400, "Bad parameter", "The parameter " + name + " " + wrong + ".", Map.of("parameter", name));
    }
}
