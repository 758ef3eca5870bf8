/** Flink's cluster in this process: jobs are started, watched, tried again and stopped, and go on from their checkpoints. */
package shopstream.transformations.engine;
