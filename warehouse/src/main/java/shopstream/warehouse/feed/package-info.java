/** The way from the mart topics into the star: read, reduced, applied, and how complete the result is. */
package shopstream.warehouse.feed;
