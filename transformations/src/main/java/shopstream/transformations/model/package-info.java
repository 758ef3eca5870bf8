/** What a model is, read from {@code shop/models} and {@code shop/seeds}; knows nothing of the engine that runs it. */
package shopstream.transformations.model;
