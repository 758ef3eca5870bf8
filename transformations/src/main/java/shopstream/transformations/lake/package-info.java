/** The job that writes the history of every dataset of the lake, with Iceberg's sink for Flink. */
package shopstream.transformations.lake;
