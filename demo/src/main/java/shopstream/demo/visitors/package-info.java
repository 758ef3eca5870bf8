/**
 * Who looks around in the sample shop: visits with hidden tastes, told to the platform over HTTP as a shop's own server would.
 * Those who buy are the customers of the traffic, whose orders are in the database.
 */
package shopstream.demo.visitors;
