package shopstream.transformations.model;

import shopstream.contracts.yaml.Place;

/** A column of a mart as its YAML declares it. */
public record ModelColumn(String name, SqlType type, String description, Place place) {}
