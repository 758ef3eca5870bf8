/** What happens in the shop now: orders, and all that is done with them, written into its database as they happen. */
package shopstream.demo.traffic;
