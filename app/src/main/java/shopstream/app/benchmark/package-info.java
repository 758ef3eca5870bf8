/**
 * How fast the platform is, measured from outside: {@code ./shopstream bench sales}.
 *
 * <p>What is measured runs in a process of its own, started with this one's Java options, so that neither its memory nor
 * its pauses are those of the load. Every {@link shopstream.app.benchmark.Measurement} stands alone, says what it was held
 * against, and puts beside its figure the limit of a part alone, measured in the same run.
 */
package shopstream.app.benchmark;
