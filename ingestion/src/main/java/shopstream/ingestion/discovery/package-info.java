/**
 * Reading a database that nobody has described yet, and writing a first description of it: contracts, models and a
 * dashboard. What is read becomes a {@link shopstream.ingestion.discovery.SchemaReading}; everything after that is judgement
 * over it, without a database. Guesses are marked in the files, and what cannot be told is left there as a question.
 */
package shopstream.ingestion.discovery;
