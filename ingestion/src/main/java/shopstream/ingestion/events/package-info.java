/**
 * What happens on the shop's pages, told by pages, servers and files in the shapes they know: read, brought into one shape,
 * checked one by one against the contract, and appended to the log. Nothing of HTTP is here.
 */
package shopstream.ingestion.events;
