package shopstream.transformations.model;

/** A view that renames, cleans and casts what one dataset of a source brings. */
public record StagingView(String name, SqlFile sql) {}
