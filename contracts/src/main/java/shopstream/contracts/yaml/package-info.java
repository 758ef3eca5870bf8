/**
 * YAML read with its places, so that everything wrong in a user's files can be reported at once, each with file, line
 * and what to do next.
 */
package shopstream.contracts.yaml;
