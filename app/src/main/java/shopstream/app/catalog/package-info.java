/** All that a shop's folder declares, and what comes from what: for the page {@code /catalog}. */
package shopstream.app.catalog;
