package shopstream.contracts.yaml;

/** One thing that is wrong in a user's file, and what to do about it. */
public record Problem(Place place, String message, String nextStep) {
    @Override
    public String toString() {
        return place + ": " + message + " " + nextStep;
    }
}
