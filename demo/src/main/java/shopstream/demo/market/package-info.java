/**
 * Who sells, who buys, what and when: an invented market that is the same for the same seed.
 *
 * <p>It knows no database, so that the past and the live traffic can be drawn from one and the same source.
 */
package shopstream.demo.market;
