/** Trained models in files: arrays as they are in memory, with a version and a checksum, written whole or not at all. */
package shopstream.recommender.files;
