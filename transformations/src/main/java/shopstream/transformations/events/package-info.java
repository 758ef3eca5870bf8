/** The stream of events as a table for models: each event once, programs left out, a row for each product. */
package shopstream.transformations.events;
