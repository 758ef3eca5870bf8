package shopstream.demo.market;

/** A category of products; {@code share} is its part of what is sold, all lines together 1. */
public record ProductLine(int index, String name, String text, double share) {}
