/**
 * What a record must look like, and the verdict on each one: contracts are parsed from Open Data Contract Standard
 * files into an immutable definition, and a check compiled from it accepts or rejects every row before the log.
 */
package shopstream.contracts;
