package shopstream.transformations.model;

import java.util.List;

/** Everything that {@code shop/models} and {@code shop/seeds} declare. */
public record Models(List<StagingView> staging, List<Mart> marts, List<TypedSeed> seeds) {
    /** Copies the lists it is given. */
    public Models {
        staging = List.copyOf(staging);
        marts = List.copyOf(marts);
        seeds = List.copyOf(seeds);
    }
}
