/**
 * A shop to try Shopstream on: a real database, its past, and customers who keep buying.
 *
 * <p>This package is all that others see. {@code mariadb} runs the server, {@code market} invents who buys what and when
 * (it knows no database), {@code history} writes the past and {@code traffic} the present. The rest of the platform meets
 * the sample shop only through its database, exactly as it meets a real one.
 */
package shopstream.demo;
